package dev.ringback.storage.jdbi.sql;

import dev.ringback.storage.StorageException;
import dev.ringback.storage.StorageUnavailableException;
import java.sql.SQLException;

/** The one way to change the database. Safe for use by many threads; they take turns. */
public interface Writer {

    /**
     * Does the work in one transaction. When this returns, it is committed and synced.
     *
     * @param attempted begins the message of the exception if it fails
     * @throws StorageUnavailableException when the database cannot be written now; nothing was stored
     * @throws StorageException when the work failed for another reason; nothing was stored
     */
    <T> T write(String attempted, Work<T> work);

    /**
     * Does the work as {@link #write} does, but nobody waits for the disk: a loss of power may undo it, the end of the process does not.
     * A later {@link #write} stays only together with it. For what would be made again.
     */
    <T> T writeUnsynced(String attempted, Work<T> work);

    /** Does the work inside the transaction. Its first statement has to write: that takes the lock before anything is read. */
    @FunctionalInterface
    interface Work<T> {
        T in(Transaction transaction) throws SQLException;
    }
}
