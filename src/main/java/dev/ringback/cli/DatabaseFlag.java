package dev.ringback.cli;

import dev.ringback.config.InvalidSettingsException;
import dev.ringback.config.SettingsReader;
import dev.ringback.storage.jdbi.DatabaseOptions;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The one setting of the commands that work on the database alone. */
final class DatabaseFlag {
    @Option(
            names = "--database",
            paramLabel = "URL",
            description = "Where events are kept (RINGBACK_DATABASE; default jdbc:sqlite:data/ringback.db).")
    private @Nullable String database;

    DatabaseOptions read(Map<String, String> environment) throws InvalidSettingsException {
        return read(environment, database);
    }

    /** @param url instead of the one of the environment, if not null */
    static DatabaseOptions read(Map<String, String> environment, @Nullable String url) throws InvalidSettingsException {
        Map<String, String> values = new HashMap<>(environment);
        if (url != null) {
            values.put("RINGBACK_DATABASE", url);
        }
        return new SettingsReader(values).readDatabase();
    }
}
