package dev.ringback.storage.jdbi.postgres;

import dev.ringback.concurrent.DaemonThreads;
import dev.ringback.storage.ChangeFeed;
import dev.ringback.storage.jdbi.store.Listeners;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears what other nodes have stored. A notification says only that there is something; what it is stands in the log, which is looked at every
 * second anyway: so nothing is missed when a notification is, because a connection broke or a node died before it could send one.
 *
 * <p>Notifications are sent beside the commits, few at a time: within one they would make all nodes' commits wait for each other.
 */
final class PostgresChanges implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PostgresChanges.class);

    private static final int MOST_WAIT_MILLIS = 1_000;
    private static final long BETWEEN_NOTIFICATIONS_MILLIS = 20;

    /** Ids are given before the commit: an event may turn up behind as many that came later. */
    private static final int WINDOW = 2_000;

    private static final String NEW = """
            SELECT event.id, account_sid, sid FROM event WHERE id > ?
            UNION ALL SELECT event_id, account_sid, sid FROM event_reference WHERE event_id > ?""";

    private final DataSource connections;
    private final Listeners listeners;
    private final Semaphore stored = new Semaphore(0);
    private final Thread notifying = DaemonThreads.create("ringback-notify", this::keepNotifying);
    private final Thread hearing = DaemonThreads.create("ringback-changes", this::keepHearing);
    /** Changes that have been told, the eldest first. */
    private final Map<String, Boolean> told = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > 4 * WINDOW;
        }
    };

    private volatile @Nullable Connection hearingOn;
    private volatile boolean closed;
    private long newest = -1;

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
                }
            }
        }
    }

    private void hear(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("LISTEN ringback_changes");
        }
        if (newest < 0) {
            newest = newest(connection);
        }
        while (!closed) {
            if (listeners.isEmpty()) {
                newest = newest(connection); // nobody has to be told later what was there before
            } else {
                listeners.tell(fresh(connection));
            }
            await(connection.unwrap(PGConnection.class));
        }
    }

    /** Until there is something new, or a second has passed; where nobody listens, the second. */
    private void await(PGConnection connection) throws SQLException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MOST_WAIT_MILLIS);
        boolean notified = false;
        long left = MOST_WAIT_MILLIS;
        while (!closed && left > 0 && (!notified || listeners.isEmpty())) {
            notified = connection.getNotifications((int) left).length > 0;
            left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        }
    }

    private Set<ChangeFeed.Change> fresh(Connection connection) throws SQLException {
        Set<ChangeFeed.Change> changes = new HashSet<>();
        try (PreparedStatement statement = connection.prepareStatement(NEW)) {
            statement.setLong(1, newest - WINDOW);
            statement.setLong(2, newest - WINDOW);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    long id = rows.getLong(1);
                    String sid = rows.getString(3);
                    newest = Math.max(newest, id);
                    if (told.put(id + sid, true) == null && !sid.isEmpty()) {
                        changes.add(new ChangeFeed.Change(rows.getString(2), sid));
                    }
                }
            }
        }
        return changes;
    }

    private static long newest(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet newest = statement.executeQuery("SELECT coalesce(max(id), 0) FROM event")) {
            newest.next();
            return newest.getLong(1);
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
