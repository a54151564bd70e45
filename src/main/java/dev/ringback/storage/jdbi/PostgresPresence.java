package dev.ringback.storage.jdbi;

import dev.ringback.storage.StorageException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What others can see of a process that uses the database: a lock that lives as long as its connection. Servers share it; a rebuild wants
 * it alone, and while one is at work no server starts.
 */
final class PostgresPresence implements AutoCloseable {
    private final Connection connection;

    private PostgresPresence(Connection connection) {
        this.connection = connection;
    }

    /** Beside any number of servers. */
    static PostgresPresence among(DatabaseOptions options) {
        return take(options, "SELECT pg_try_advisory_lock_shared(?)", "is being rebuilt: wait until that has ended");
    }

    /** While no server runs. */
    static PostgresPresence alone(DatabaseOptions options) {
        return take(options, "SELECT pg_try_advisory_lock(?)", "is in use: stop every node first");
    }

    /** Whoever else is there. */
    static PostgresPresence unnoticed(DatabaseOptions options) {
        return take(options, "SELECT ? IS NOT NULL", "");
    }

    private static PostgresPresence take(DatabaseOptions options, String sql, String otherwise) {
        try {
            Connection connection = PostgresConnections.patient(options).getConnection();
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setLong(1, PostgresLocks.SERVING);
                try (ResultSet taken = statement.executeQuery()) {
                    if (taken.next() && taken.getBoolean(1)) {
                        return new PostgresPresence(connection);
                    }
                }
                throw new StorageException("the database " + options.shownUrl() + " " + otherwise);
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new Failures(new PostgresDialect()).during("open the database " + options.shownUrl(), e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException gone) {
            // and the lock with it
            return;
        }
    }
}
