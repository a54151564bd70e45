package dev.ringback.storage.jdbi.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Gives tests SQLite databases in production settings. A new one is a copy of an empty one that was migrated once in this Java machine: the
 * migrations take more time than most tests. Tests of opening and migrating do without this class. Safe for use by many threads.
 */
public final class TestSqlite {
    private static @Nullable Path empty;

    private TestSqlite() {}

    /** Opens the database {@code ringback.db} in that folder, after creating it where there is none. */
    public static SqliteDatabase open(Path folder) {
        return openFile(folder.resolve("ringback.db"));
    }

    /** Opens the database in that file, after creating it where there is none. */
    public static SqliteDatabase openFile(Path file) {
        create(file);
        return SqliteDatabase.open(file);
    }

    /** Creates an empty database of the current schema in that file, unless the file exists, and its folder where there is none. */
    public static void create(Path file) {
        if (Files.exists(file)) {
            return;
        }
        try {
            Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
            Files.copy(empty(), file, StandardCopyOption.COPY_ATTRIBUTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static synchronized Path empty() throws IOException {
        if (empty == null) {
            Path folder = Files.createTempDirectory("ringback-empty");
            Path file = folder.resolve("ringback.db");
            SqliteDatabase.open(file).close();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            empty = file;
        }
        return empty;
    }

    private static void delete(Path folder) {
        try (var files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
