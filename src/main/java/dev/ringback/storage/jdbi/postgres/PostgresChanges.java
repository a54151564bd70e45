package dev.ringback.storage.jdbi.postgres;

import dev.ringback.concurrent.DaemonThreads;
import dev.ringback.storage.jdbi.store.Listeners;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears that other nodes have stored something. A notification says only that; what it is stands in the log, which those who follow it are told to
 * look at every second anyway: so nothing is missed when a notification is, because a connection broke or a node died before it could send one.
 *
 * <p>Notifications are sent beside the commits, few at a time: within one they would make all nodes' commits wait for each other.
 */
final class PostgresChanges implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PostgresChanges.class);

    private static final int MOST_WAIT_MILLIS = 1_000;
    private static final long BETWEEN_NOTIFICATIONS_MILLIS = 20;

    private final DataSource connections;
    private final Listeners listeners;
    private final Semaphore stored = new Semaphore(0);
    private final Thread notifying = DaemonThreads.create("ringback-notify", this::keepNotifying);
    private final Thread hearing = DaemonThreads.create("ringback-changes", this::keepHearing);
    private volatile @Nullable Connection hearingOn;
    private volatile boolean closed;

    /** @param connections each is used for as long as it holds */
    PostgresChanges(DataSource connections, Listeners listeners) {
        this.connections = connections;
        this.listeners = listeners;
    }

    void start() {
        notifying.start();
        hearing.start();
    }

    /** Something has been committed here. */
    void stored() {
        stored.release();
    }

    private void keepNotifying() {
        while (!closed) {
            try (Connection connection = connections.getConnection();
                    Statement statement = connection.createStatement()) {
                // Nothing is lost with a notification that a crash swallows.
                statement.execute("SET synchronous_commit = off");
                while (!closed) {
                    stored.acquire();
                    stored.drainPermits();
                    statement.execute("NOTIFY ringback_changes");
                    Thread.sleep(BETWEEN_NOTIFICATIONS_MILLIS);
                }
            } catch (SQLException e) {
                log.debug("no notification sent: {}", e.getMessage());
                pause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void keepHearing() {
        while (!closed) {
            try (Connection connection = connections.getConnection()) {
                hearingOn = connection;
                hear(connection);
            } catch (SQLException e) {
                log.debug("no changes heard: {}", e.getMessage());
                if (!closed) {
                    pause();
                    listeners.tell();
                }
            }
        }
    }

    private void hear(Connection connection) throws SQLException {
        PGConnection notified = connection.unwrap(PGConnection.class);
        try (Statement statement = connection.createStatement()) {
            boolean quiet = true;
            while (!closed) {
                if (quiet) {
                    // Again after each silence: it fails where the server has gone without a word.
                    statement.execute("LISTEN ringback_changes");
                }
                listeners.tell();
                quiet = notified.getNotifications(MOST_WAIT_MILLIS).length == 0;
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(MOST_WAIT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        notifying.interrupt();
        Connection connection = hearingOn;
        if (connection != null) {
            try {
                connection.abort(Runnable::run); // it may be waiting for a notification
            } catch (SQLException e) {
                log.debug("it is closed already: {}", e.getMessage());
            }
        }
        try {
            notifying.join();
            hearing.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
