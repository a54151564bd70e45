package dev.ringback.storage.jdbi.postgres;

import dev.ringback.concurrent.DaemonThreads;
import dev.ringback.storage.StorageException;
import dev.ringback.storage.StorageUnavailableException;
import dev.ringback.storage.jdbi.sql.Failures;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows others that a process uses the database, by a lock that lives as long as its connection. Servers share it; a rebuild wants it
 * alone, and while one is at work no server starts. A server whose connection broke takes the lock again.
 */
final class PostgresPresence implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PostgresPresence.class);

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final int LOOK_SECONDS = 4;

    private static final String SHARE = "SELECT pg_try_advisory_lock_shared(?)";
    private static final String REBUILT = "is being rebuilt: wait until that has ended";

    private final PostgresOptions options;
    private final Thread keeping = DaemonThreads.create("ringback-presence", this::keep);
    private volatile Connection connection;

    private PostgresPresence(PostgresOptions options, Connection connection) {
        this.options = options;
        this.connection = connection;
    }

    /** Beside any number of servers. */
    static PostgresPresence among(PostgresOptions options) {
        PostgresPresence presence = new PostgresPresence(options, take(options, SHARE, REBUILT));
        presence.keeping.start();
        return presence;
    }

    /** While no server runs. */
    static PostgresPresence alone(PostgresOptions options) {
        return new PostgresPresence(
                options, take(options, "SELECT pg_try_advisory_lock(?)", "is in use: stop every node first"));
    }

    /** Whoever else is there. */
    static PostgresPresence unnoticed(PostgresOptions options) {
        return new PostgresPresence(options, take(options, "SELECT ? IS NOT NULL", ""));
    }

    private static Connection take(PostgresOptions options, String sql, String otherwise) {
        try {
            Connection connection = PostgresConnections.single(options).getConnection();
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setLong(1, PostgresLocks.SERVING);
                try (ResultSet taken = statement.executeQuery()) {
                    if (taken.next() && taken.getBoolean(1)) {
                        return connection;
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

    private void keep() {
        try {
            while (true) {
                Thread.sleep(BETWEEN_LOOKS.toMillis());
                if (!isThere()) {
                    takeAgain();
                }
            }
        } catch (InterruptedException closed) {
            log.trace("no longer kept", closed);
        }
    }

    private boolean isThere() {
        try {
            return connection.isValid(LOOK_SECONDS);
        } catch (SQLException impossible) {
            throw new IllegalStateException("the number of seconds is negative", impossible);
        }
    }

    private void takeAgain() {
        closeConnection();
        try {
            connection = take(options, SHARE, REBUILT);
        } catch (StorageUnavailableException away) {
            log.debug("the database is away: {}", away.getMessage());
        } catch (StorageException refused) {
            log.error("{}. This node serves it nevertheless: stop one of them", refused.getMessage());
        }
    }

    @Override
    public void close() {
        keeping.interrupt();
        try {
            keeping.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        closeConnection();
    }

    private void closeConnection() {
        try {
            connection.close();
        } catch (SQLException gone) {
            log.debug("and the lock with it: {}", gone.getMessage());
        }
    }
}
