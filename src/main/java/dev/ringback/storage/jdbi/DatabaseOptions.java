package dev.ringback.storage.jdbi;

import dev.ringback.storage.StorageException;
import dev.ringback.storage.jdbi.postgres.PostgresOptions;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which database to use.
 *
 * @param jdbcUrl {@code jdbc:sqlite:PATH}; the file and its folder are created where they do not exist. Or {@code
 *     jdbc:postgresql://HOST:PORT/DATABASE}, with whatever parameters PostgreSQL's driver knows; the database has to exist
 * @param passwordFile whose first line is the password for PostgreSQL; null where the URL has it, or none is needed
 */
public record DatabaseOptions(String jdbcUrl, @Nullable Path passwordFile) {
    private static final String SQLITE = "jdbc:sqlite:";
    private static final String POSTGRES = PostgresOptions.PREFIX;

    public DatabaseOptions(String jdbcUrl) {
        this(jdbcUrl, null);
    }

    /** Returns the options for the place where the database is kept unless the settings say otherwise. */
    public static DatabaseOptions defaults() {
        return of(Path.of("data", "ringback.db"));
    }

    public static DatabaseOptions of(Path file) {
        return new DatabaseOptions(SQLITE + file);
    }

    /**
     * Returns the mistakes in these options, one sentence each, to follow the name of the setting; empty when all is well. The URL itself
     * is not repeated.
     */
    public List<String> problems() {
        if (isPostgres()) {
            return postgres().problems();
        }
        if (!jdbcUrl.startsWith(SQLITE)) {
            return List.of("must be " + SQLITE + "PATH or " + POSTGRES + "//HOST:PORT/DATABASE"
                    + (PostgresOptions.isAlmost(jdbcUrl) ? ": it has to begin with " + POSTGRES : ""));
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

    public boolean isPostgres() {
        return jdbcUrl.startsWith(POSTGRES);
    }

    /** The URL without what nobody needs to see: its parameters, of which one may be the password. */
    public String shownUrl() {
        return isPostgres() ? postgres().shownUrl() : jdbcUrl;
    }

    /** Returns the options that PostgreSQL needs. Only where it {@link #isPostgres}. */
    PostgresOptions postgres() {
        return new PostgresOptions(jdbcUrl, passwordFile);
    }

    /**
     * The file of a SQLite database, with its whole path. Only for options without {@link #problems}.
     *
     * @throws StorageException when it is no SQLite database
     */
    public Path file() {
        if (isPostgres()) {
            throw new StorageException(
                    "this is for SQLite alone: PostgreSQL has its own tools for it, such as pg_dump and pg_restore");
        }
        return Path.of(jdbcUrl.substring(SQLITE.length())).toAbsolutePath();
    }

    /** False where there is no file of a SQLite database yet. Only for options without {@link #problems}. */
    public boolean exists() {
        return isPostgres() || Files.exists(file());
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
