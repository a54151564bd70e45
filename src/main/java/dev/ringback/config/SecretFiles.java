package dev.ringback.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads secrets from files whose paths are relative to the settings file. What is wrong is added to the problems, without what the file
 * holds.
 *
 * @param settingsFile the file whose neighbours they are
 */
record SecretFiles(Path settingsFile, List<String> problems) {

    /**
     * Reads a secret, without white space around it; empty if there is none.
     *
     * @param place where in the settings file the path stands; begins the problem
     */
    Optional<String> read(String place, String named) {
        try {
            Path file = settingsFile.toAbsolutePath().resolveSibling(named);
            String secret = Files.readString(file).strip();
            if (!secret.isEmpty()) {
                return Optional.of(secret);
            }
            problems.add(place + " names an empty file");
        } catch (IOException | IllegalArgumentException unreadable) {
            problems.add(place + " names a file that cannot be read");
        }
        return Optional.empty();
    }
}
