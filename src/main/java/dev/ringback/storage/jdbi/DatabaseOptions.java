package dev.ringback.storage.jdbi;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Which database to use.
 *
 * @param jdbcUrl {@code jdbc:sqlite:PATH}; the file and its folder are created where they do not exist
 */
public record DatabaseOptions(String jdbcUrl) {
    private static final String SQLITE = "jdbc:sqlite:";

    /** Where the database is kept unless the settings say otherwise. */
    public static DatabaseOptions defaults() {
        return of(Path.of("data", "ringback.db"));
    }

    public static DatabaseOptions of(Path file) {
        return new DatabaseOptions(SQLITE + file);
    }

    /** What is wrong, one sentence each, to follow the name of the setting; empty when all is well. The URL itself is not repeated. */
    public List<String> problems() {
        if (!jdbcUrl.startsWith(SQLITE)) {
            return List.of("must be " + SQLITE + "PATH");
        }
        String path = jdbcUrl.substring(SQLITE.length());
        if (path.isBlank() || path.contains(":memory:")) {
            return List.of("names a database in memory, which would lose every event with the process; name a file");
        }
        if (path.startsWith("file:") || path.contains("?")) {
            return List.of("must be a plain path; parameters in the URL could switch off what makes a commit durable");
        }
        try {
            return problemsOf(Path.of(path).toAbsolutePath());
        } catch (InvalidPathException e) {
            return List.of("is not a path: " + e.getReason());
        }
    }

    /** The file of the database. Only for options without {@link #problems}. */
    Path file() {
        return Path.of(jdbcUrl.substring(SQLITE.length())).toAbsolutePath();
    }

    /** Whether there is a database already. Only for options without {@link #problems}. */
    public boolean exists() {
        return Files.exists(file());
    }

    private static List<String> problemsOf(Path file) {
        List<String> problems = new ArrayList<>();
        if (Files.isDirectory(file)) {
            problems.add("names a folder; name a file in it");
        }
        for (Path folder = file.getParent(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder) && !Files.isDirectory(folder)) {
                problems.add("lies below " + folder + ", which is a file");
            }
        }
        return problems;
    }
}
