package dev.ringback.storage.jdbi.sql;

import dev.ringback.storage.StorageException;
import dev.ringback.storage.StorageUnavailableException;
import java.sql.SQLException;

/** Turns whatever a database call throws into what the storage interfaces promise. */
public final class Failures {
    private final Dialect dialect;

    public Failures(Dialect dialect) {
        this.dialect = dialect;
    }

    /** Whether the database itself is in trouble, so that the same may succeed later. */
    public boolean isUnavailable(SQLException failure) {
        return dialect.isUnavailable(failure);
    }

    /** A storage exception passes as it is; of anything else the nearest SQL exception among its causes decides. */
    public StorageException during(String attempted, Exception failure) {
        if (failure instanceof StorageException known) {
            return known;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                String message = attempted + ": " + sql.getMessage();
                return dialect.isUnavailable(sql)
                        ? new StorageUnavailableException(message, failure)
                        : new StorageException(message, failure);
            }
        }
        return new StorageException(attempted + ": " + failure, failure);
    }
}
