package dev.ringback.cli;

import dev.ringback.config.InvalidSettingsException;
import dev.ringback.config.Settings;
import dev.ringback.storage.Database;
import dev.ringback.storage.StorageException;
import dev.ringback.storage.jdbi.Databases;
import java.io.PrintWriter;
import java.util.Map;

/** Something done to the database that the settings name, beside a server or without one. */
@FunctionalInterface
interface BesideServer {
    int FAILED = 1;

    /**
     * Does it, and gives the exit code.
     *
     * @throws StorageException when the database cannot be used
     */
    int with(Settings settings, Database database);

    /** Does it, says what went wrong if anything does, and gives the exit code. No database is created for it. */
    static int run(SettingsFlags flags, Map<String, String> environment, PrintWriter err, BesideServer task) {
        Settings settings;
        try {
            settings = flags.read(environment);
        } catch (InvalidSettingsException invalid) {
            return WrongSettings.end(invalid, err);
        }
        if (!settings.database().exists()) {
            err.println("ringback: there is no database " + settings.database().shownUrl() + " yet");
            return FAILED;
        }
        try (Database database = Databases.openBesideServer(settings.database())) {
            return task.with(settings, database);
        } catch (StorageException failed) {
            err.println("ringback: " + StartFailure.explain(failed));
            return FAILED;
        }
    }
}
