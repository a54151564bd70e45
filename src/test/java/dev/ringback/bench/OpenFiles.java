package dev.ringback.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells how many files and connections a process may open. */
final class OpenFiles {
    /** The hard limit, to which Java raises its own. */
    private static final Pattern HARD = Pattern.compile("(?m)^Max open files\\s+\\S+\\s+(\\d+)");

    private OpenFiles() {}

    /** Returns the limit of this process, which those have that it starts; a great number where there is none. */
    static int most() {
        try {
            Matcher matcher = HARD.matcher(Files.readString(Path.of("/proc/self/limits")));
            return matcher.find() ? Integer.parseInt(matcher.group(1)) : Integer.MAX_VALUE;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IllegalStateException when a part needs more */
    static void require(int files, String part) {
        if (most() < files) {
            throw new IllegalStateException("%s needs %,d open files in a process, and may have %,d; raise 'ulimit -n'"
                    .formatted(part, files, most()));
        }
    }
}
