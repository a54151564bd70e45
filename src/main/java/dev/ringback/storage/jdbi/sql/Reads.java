package dev.ringback.storage.jdbi.sql;

import java.sql.SQLException;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;

/** The one way to read the database, with failures told as the storage interfaces promise. Safe for use by many threads. */
public final class Reads {
    private final Jdbi jdbi;
    private final Readers readers;
    private final Failures failures;

    /**
     * Reads through either of two ways to the same connections.
     *
     * @param readers costs less than Jdbi: a third of a read of one row
     */
    public Reads(Jdbi jdbi, Readers readers, Failures failures) {
        this.jdbi = jdbi;
        this.readers = readers;
        this.failures = failures;
    }

    /** Reads by statements of one connection. */
    @FunctionalInterface
    public interface Query<T> {
        T by(Statements statements) throws SQLException;
    }

    /**
     * Reads on one connection, as a transaction does.
     *
     * @param attempted begins the message of the exception if it fails
     */
    public <T> T query(String attempted, Query<T> query) {
        try {
            Statements statements = readers.take();
            try {
                return query.by(statements);
            } finally {
                readers.giveBack(statements);
            }
        } catch (SQLException | RuntimeException e) {
            throw failures.during(attempted, e);
        }
    }

    /**
     * Reads on one connection.
     *
     * @param attempted begins the message of the exception if it fails
     */
    public <T> T read(String attempted, HandleCallback<T, RuntimeException> reading) {
        try {
            return jdbi.withHandle(reading);
        } catch (RuntimeException e) {
            throw failures.during(attempted, e);
        }
    }

    /**
     * Reads on one connection, in one transaction whose queries all see the database as it was at one moment.
     *
     * @param attempted begins the message of the exception if it fails
     */
    public <T> T readOneMoment(String attempted, Dialect dialect, HandleCallback<T, RuntimeException> reading) {
        return read(
                attempted,
                handle -> handle.inTransaction(transaction -> {
                    if (!dialect.seeOneMoment().isEmpty()) {
                        transaction.execute(dialect.seeOneMoment());
                    }
                    return reading.withHandle(transaction);
                }));
    }
}
