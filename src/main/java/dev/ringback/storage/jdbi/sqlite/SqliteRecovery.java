package dev.ringback.storage.jdbi.sqlite;

import dev.ringback.storage.StorageUnavailableException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Recovers when the database file is no longer where it was opened. The old session stays open until a new one is, because it may hold the
 * only copy of what was acknowledged.
 */
final class SqliteRecovery {
    private static final Logger log = LoggerFactory.getLogger(SqliteRecovery.class);

    private final Path file;

    SqliteRecovery(Path file) {
        this.file = file;
    }

    /** Makes another database that was put in our place safe to open: our own log must not be taken for its log. */
    void makeWay(SqliteSession old) throws SQLException, IOException {
        log.warn("another file was put in the place of the database {}: going on with that one", file);
        Optional<SqliteFiles.OpenFile> open = old.files().openFile();
        boolean lives = open.isEmpty() || !open.get().deleted();
        if (lives && !old.checkpoint()) {
            throw new StorageUnavailableException("the former database is still being read");
        }
        old.files().deleteLogOfThis();
    }

    /**
     * Writes the deleted database back to its path, from the session that still holds it.
     *
     * @throws StorageUnavailableException when it was not deleted but moved: then it is the operator's to move it back
     */
    void restore(SqliteSession old) throws SQLException, IOException {
        SqliteFiles.OpenFile open = old.files()
                .openFile()
                .orElseThrow(() -> new StorageUnavailableException("the database file " + file + " is gone"));
        if (!open.deleted()) {
            throw new StorageUnavailableException(
                    "the database file was moved from " + file + " to " + open.path() + ": move it back");
        }
        Path database = old.files().database();
        Path copy = database.resolveSibling(database.getFileName() + "-restored");
        Files.createDirectories(folder(database));
        Files.deleteIfExists(copy);
        old.copyTo(copy);
        sync(copy, StandardOpenOption.WRITE);
        // In this order: whoever finds the restored database must not find the old log beside it.
        old.files().deleteLogOfThis();
        Files.move(copy, database, StandardCopyOption.REPLACE_EXISTING);
        sync(folder(database), StandardOpenOption.READ);
        log.warn("the database {} was deleted while in use, and has been restored with everything in it", file);
    }

    private static Path folder(Path file) {
        Path folder = file.getParent();
        return folder == null ? Path.of("") : folder;
    }

    private static void sync(Path path, StandardOpenOption how) throws IOException {
        try (FileChannel channel = FileChannel.open(path, how)) {
            channel.force(true);
        }
    }
}
