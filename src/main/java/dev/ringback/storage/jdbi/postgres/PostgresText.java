package dev.ringback.storage.jdbi.postgres;

import dev.ringback.storage.jdbi.sql.PortableText;
import java.sql.Types;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;

/** Texts that are looked for as they would have been stored. */
final class PostgresText extends AbstractArgumentFactory<String> {
    PostgresText() {
        super(Types.VARCHAR);
    }

    @Override
    protected Argument build(String value, ConfigRegistry config) {
        return (position, statement, context) -> statement.setString(position, PortableText.of(value));
    }
}
