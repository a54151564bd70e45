package dev.ringback.storage.jdbi.sqlite;

import dev.ringback.storage.ProgressListener;
import dev.ringback.storage.StorageException;
import dev.ringback.storage.StorageUnavailableException;
import dev.ringback.storage.jdbi.sql.Failures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.sql.SQLException;

/** Writes a copy of a database, also while a server uses it. */
public final class SqliteBackup {
    private SqliteBackup() {}

    /** A backup that has been written. */
    public record Written(long events, long bytes) {}

    /**
     * Copies the database as it is at one moment after the call. The file has its name only when it is whole, checked and synced.
     *
     * @param source the file of the database
     * @param target must not exist; its folder must. Readable by its owner only
     * @param progress is told bytes
     * @throws StorageException when there is no database, when the target exists, or when it could not be written; then there is no file
     */
    public static Written write(Path source, Path target, ProgressListener progress) {
        if (Files.notExists(source)) {
            throw new StorageException("there is no database " + source);
        }
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new StorageException(target + " exists already; a backup overwrites nothing");
        }
        Path parent = target.toAbsolutePath().getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            throw new StorageException("there is no folder " + parent);
        }
        try (SqliteCopy copy = SqliteCopy.make(source, target, progress)) {
            Written written = new Written(copy.events(), copy.bytes());
            copy.moveTo(target);
            return written;
        } catch (IOException e) {
            throw new StorageUnavailableException("write " + target + ": " + e.getMessage(), e);
        } catch (SQLException e) {
            throw new Failures(new SqliteDialect()).during("copy " + source, e);
        }
    }
}
