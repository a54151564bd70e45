package dev.ringback.storage.jdbi;

import dev.ringback.model.Entry;
import dev.ringback.model.Parameters.Parameter;
import java.sql.SQLException;

/** Table {@code message_tag}. */
final class TagTable {
    private static final String INSERT = """
            INSERT INTO message_tag (account_sid, sid, name, value) VALUES (?, ?, ?, ?)
            ON CONFLICT (account_sid, sid, name, value) DO NOTHING""";

    private TagTable() {}

    /** Adds the tags of an event to those of its message. */
    static void merge(Transaction transaction, Entry entry) throws SQLException {
        for (Parameter tag : entry.tags()) {
            transaction.execute(
                    INSERT, entry.event().accountSid(), entry.event().sid(), tag.name(), tag.value());
        }
    }
}
