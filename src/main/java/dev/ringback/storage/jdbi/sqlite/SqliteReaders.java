package dev.ringback.storage.jdbi.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.statement.DefaultStatementBuilder;
import org.jdbi.v3.core.statement.StatementBuilder;
import org.jdbi.v3.core.statement.StatementBuilderFactory;

/**
 * The connections that read, all opened at once. A pool that opens them as it likes could do so just after another file has been put in
 * the place of the database, and find our write-ahead log beside it: SQLite would mix the two.
 */
final class SqliteReaders implements ConnectionFactory, StatementBuilderFactory, AutoCloseable {
    /** How long a read waits for a connection before it fails. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final int CONNECTIONS = Math.max(4, 2 * Runtime.getRuntime().availableProcessors());

    private final Path file;
    /** Hands them over in the order asked for: otherwise a few reads wait many times as long as the rest. */
    private final BlockingQueue<Connection> idle = new LinkedTransferQueue<>();

    private volatile Map<Connection, SqliteStatements> current = Map.of();
    private volatile boolean closed;

    SqliteReaders(Path file) {
        this.file = file;
    }

    /**
     * Opens the connections, or replaces them: reads that begin from now on see the file that now stands at the path. When this fails,
     * the former connections stay.
     */
    void open() throws SQLException {
        Map<Connection, SqliteStatements> fresh = new HashMap<>();
        try {
            while (fresh.size() < CONNECTIONS) {
                fresh.put(SqliteConnections.reader(file), new SqliteStatements());
            }
        } catch (SQLException e) {
            for (Connection connection : fresh.keySet()) {
                connection.close();
            }
            throw e;
        }
        replaceBy(fresh);
    }

    @Override
    public Connection openConnection() throws SQLException {
        if (closed) {
            throw new SQLNonTransientConnectionException("the database is closed");
        }
        try {
            Connection connection = idle.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (connection == null) {
                throw new SQLTransientConnectionException("all " + CONNECTIONS + " connections are reading");
            }
            return connection;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLTransientConnectionException("interrupted while waiting for a connection", e);
        }
    }

    @Override
    public StatementBuilder createStatementBuilder(Connection connection) {
        StatementBuilder held = current.get(connection);
        return held == null ? DefaultStatementBuilder.FACTORY.createStatementBuilder(connection) : held;
    }

    /** Called by Jdbi when a read is over. */
    @Override
    public synchronized void closeConnection(Connection connection) throws SQLException {
        if (current.containsKey(connection)) {
            idle.add(connection);
        } else {
            connection.close();
        }
    }

    /** Connections that are reading are closed when they have finished. */
    @Override
    public void close() throws SQLException {
        closed = true;
        replaceBy(Map.of());
    }

    private synchronized void replaceBy(Map<Connection, SqliteStatements> fresh) throws SQLException {
        current = fresh;
        for (Connection old = idle.poll(); old != null; old = idle.poll()) {
            old.close();
        }
        idle.addAll(fresh.keySet());
    }
}
