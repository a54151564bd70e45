package dev.ringback.cli;

import dev.ringback.config.InvalidSettingsException;
import dev.ringback.storage.ProgressListener;
import dev.ringback.storage.StorageException;
import dev.ringback.storage.jdbi.DatabaseOptions;
import java.io.PrintWriter;
import java.util.Map;
import java.util.function.Function;

/** Runs a command that works on the database alone: it reads the settings, shows progress, and prints a line with the result. */
final class DatabaseTask {
    private final Map<String, String> environment;
    private final DatabaseFlag flag;
    private final PrintWriter err;

    DatabaseTask(Map<String, String> environment, DatabaseFlag flag, PrintWriter err) {
        this.environment = environment;
        this.flag = flag;
        this.err = err;
    }

    /** Defines the work of a command. */
    interface Work {
        /** Returns what to tell. */
        String on(DatabaseOptions database, ProgressListener progress);
    }

    /**
     * Does it, and returns the exit code.
     *
     * @param name of the command
     */
    int run(String name, Work work) {
        DatabaseOptions database;
        try {
            database = flag.read(environment);
        } catch (InvalidSettingsException invalid) {
            return WrongSettings.end(invalid, err);
        }
        return perform(name, err, progress -> work.on(database, progress));
    }

    /** Shows how far the work is, says what came of it, and returns the exit code. */
    static int perform(String name, PrintWriter err, Function<ProgressListener, String> work) {
        String told;
        int exitCode;
        try (ProgressBar bar = new ProgressBar(err, Terminal.showsErrors())) {
            told = work.apply(bar);
            exitCode = 0;
        } catch (StorageException failed) {
            told = name + " failed: " + StartFailure.explain(failed);
            exitCode = 1;
        }
        err.println("ringback: " + told);
        return exitCode;
    }
}
