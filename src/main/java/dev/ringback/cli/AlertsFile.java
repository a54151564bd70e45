package dev.ringback.cli;

import dev.ringback.config.ForwardFile;
import dev.ringback.forward.delivery.ForwardOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the alerts and targets of a settings file, for commands that need nothing else of it. */
final class AlertsFile {
    static final int WRONG = 2;

    private AlertsFile() {}

    /**
     * The file that is meant.
     *
     * @param named by the arguments; null for the one of the environment, or {@code ringback.yaml}
     */
    static Path path(@Nullable Path named, Map<String, String> environment) {
        return named == null ? Path.of(environment.getOrDefault("RINGBACK_CONFIG", "ringback.yaml")) : named;
    }

    /** Reads the options; empty after the problems were printed. */
    static Optional<ForwardOptions> read(Path file, PrintWriter err) {
        ForwardFile read = ForwardFile.check(file);
        if (read.problems().isEmpty()) {
            return Optional.of(read.options());
        }
        err.println("ringback: " + file + " is wrong:");
        read.problems().forEach(problem -> err.println("  - " + problem));
        return Optional.empty();
    }
}
