package dev.ringback.storage.jdbi.sqlite;

import dev.ringback.storage.jdbi.sql.Readers;
import dev.ringback.storage.jdbi.sql.Statements;
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
final class SqliteReaders implements Readers, ConnectionFactory, StatementBuilderFactory, AutoCloseable {
    /** How long a read waits for a connection before it fails. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Reads of requests at once. */
    static final int AT_ONCE = Math.max(4, 2 * Runtime.getRuntime().availableProcessors());

    /** For those who read beside them, such as who follows the log. */
    private static final int OTHERS = 2;

    private static final int CONNECTIONS = AT_ONCE + OTHERS;

    private final Path file;
    /** Hands them over in the order asked for: otherwise a few reads wait many times as long as the rest. */
    private final BlockingQueue<SqliteReader> idle = new LinkedTransferQueue<>();

    private volatile Map<Connection, SqliteReader> current = Map.of();
    private volatile boolean closed;

    SqliteReaders(Path file) {
        this.file = file;
    }

    /**
     * Opens the connections, or replaces them: reads that begin from now on see the file that now stands at the path. When this fails,
     * the former connections stay.
     */
    void open() throws SQLException {
        Map<Connection, SqliteReader> fresh = new HashMap<>();
        try {
            while (fresh.size() < CONNECTIONS) {
                SqliteReader reader = SqliteReader.open(file);
                fresh.put(reader.connection(), reader);
            }
        } catch (SQLException e) {
            for (SqliteReader reader : fresh.values()) {
                reader.close();
            }
            throw e;
        }
        replaceBy(fresh);
    }

    @Override
    public Statements take() throws SQLException {
        return reader().statements();
    }

    @Override
    public void giveBack(Statements statements) throws SQLException {
        closeConnection(statements.connection());
    }

    @Override
    public Connection openConnection() throws SQLException {
        return reader().connection();
    }

    private SqliteReader reader() throws SQLException {
        if (closed) {
            throw new SQLNonTransientConnectionException("the database is closed");
        }
        try {
            SqliteReader reader = idle.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (reader == null) {
                throw new SQLTransientConnectionException("all " + CONNECTIONS + " connections are reading");
            }
            return reader;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLTransientConnectionException("interrupted while waiting for a connection", e);
        }
    }

    @Override
    public StatementBuilder createStatementBuilder(Connection connection) {
        SqliteReader held = current.get(connection);
        return held == null ? DefaultStatementBuilder.FACTORY.createStatementBuilder(connection) : held.prepared();
    }

    /** Called by Jdbi when a read is over. */
    @Override
    public synchronized void closeConnection(Connection connection) throws SQLException {
        SqliteReader reader = current.get(connection);
        if (reader == null) {
            connection.close();
        } else {
            idle.add(reader);
        }
    }

    /** Connections that are reading are closed when they have finished. */
    @Override
    public void close() throws SQLException {
        closed = true;
        replaceBy(Map.of());
    }

    private synchronized void replaceBy(Map<Connection, SqliteReader> fresh) throws SQLException {
        current = fresh;
        for (SqliteReader old = idle.poll(); old != null; old = idle.poll()) {
            old.close();
        }
        idle.addAll(fresh.values());
    }
}
