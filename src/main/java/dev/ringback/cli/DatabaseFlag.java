package dev.ringback.cli;

import dev.ringback.config.InvalidSettingsException;
import dev.ringback.config.SettingsReader;
import dev.ringback.storage.jdbi.DatabaseOptions;
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
        return database == null
                ? new SettingsReader(environment).readDatabase()
                : read(environment, "--database", database);
    }

    /** @param flag that has given the URL */
    static DatabaseOptions read(Map<String, String> environment, String flag, String url)
            throws InvalidSettingsException {
        return new SettingsReader(environment).readDatabase(flag, url);
    }
}
