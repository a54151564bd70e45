package dev.ringback.storage.jdbi.sqlite;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which files an open SQLite database consists of, and whether they still stand at their paths. An open file that was deleted or moved
 * keeps accepting writes, which nobody would ever find again.
 *
 * <p>Looks at names only: opening and closing the file would release the locks that SQLite holds on it for this process.
 */
final class SqliteFiles {
    private static final Path OPEN_FILES = Path.of("/proc/self/fd");

    private final Path database;
    private final Path log;
    private final Path index;
    private final @Nullable Object databaseKey;
    private final @Nullable Object logKey;
    private final @Nullable Object indexKey;

    private SqliteFiles(Path database) throws IOException {
        this.database = database;
        this.log = beside(database, "-wal");
        this.index = beside(database, "-shm");
        this.databaseKey = key(database);
        this.logKey = key(log);
        this.indexKey = key(index);
    }

    /** The files of a database that has just been opened. */
    static SqliteFiles of(Path database) throws IOException {
        return new SqliteFiles(database.toRealPath());
    }

    /** States in which the path of a database is found. */
    enum Presence {
        SAME,
        REPLACED,
        /** Nothing, or an empty file: what a curious {@code sqlite3} leaves behind where the database was. */
        MISSING
    }

    Presence presence() throws IOException {
        BasicFileAttributes found = attributes(database);
        if (found != null && Objects.equals(found.fileKey(), databaseKey)) {
            return Presence.SAME;
        }
        return found == null || found.size() == 0 ? Presence.MISSING : Presence.REPLACED;
    }

    /** Whether the write-ahead log that is being written is the one that would be found after a restart. */
    boolean hasItsLog() throws IOException {
        return Objects.equals(key(log), logKey);
    }

    /** Takes away what would be mistaken for the log of another database at the same path; its content must be safe. */
    void deleteLogOfThis() throws IOException {
        if (logKey != null && logKey.equals(key(log))) {
            Files.delete(log);
        }
        if (indexKey != null && indexKey.equals(key(index))) {
            Files.delete(index);
        }
    }

    /** The open file itself, wherever it now stands; empty where the operating system does not tell. */
    Optional<OpenFile> openFile() throws IOException {
        if (databaseKey == null || !Files.isDirectory(OPEN_FILES)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(OPEN_FILES)) {
            for (Path descriptor : descriptors) {
                BasicFileAttributes found = attributes(descriptor);
                if (found != null && databaseKey.equals(found.fileKey())) {
                    int names = (Integer) Files.getAttribute(descriptor, "unix:nlink");
                    return Optional.of(new OpenFile(names == 0, Files.readSymbolicLink(descriptor)));
                }
            }
        }
        return Optional.empty();
    }

    /**
     * An open file as the operating system sees it.
     *
     * @param deleted it has no name any more and vanishes when it is closed
     */
    record OpenFile(boolean deleted, Path path) {}

    Path database() {
        return database;
    }

    private static Path beside(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    private static @Nullable Object key(Path path) throws IOException {
        BasicFileAttributes found = attributes(path);
        return found == null ? null : found.fileKey();
    }

    private static @Nullable BasicFileAttributes attributes(Path path) throws IOException {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class);
        } catch (NoSuchFileException e) {
            return null;
        }
    }
}
