package dev.ringback.cli;

import dev.ringback.config.InvalidSettingsException;
import java.io.PrintWriter;

/** Says what is wrong with the settings, all of it. */
final class WrongSettings {
    private WrongSettings() {}

    /** Returns the exit code. */
    static int end(InvalidSettingsException invalid, PrintWriter err) {
        err.println("ringback: cannot start, the settings are wrong:");
        invalid.problems().forEach(problem -> err.println("  - " + problem));
        return 2;
    }
}
