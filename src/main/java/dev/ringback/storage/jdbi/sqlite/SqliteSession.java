package dev.ringback.storage.jdbi.sqlite;

import dev.ringback.storage.jdbi.sql.Transaction;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The open connection that writes, with its prepared statements and the files it was opened on. Not safe for use by many threads. */
final class SqliteSession implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SqliteSession.class);

    private final Connection connection;
    /** Checkpoints beside what {@link #connection} writes. */
    private final Connection folding;

    private final SqliteFiles files;
    private final Transaction transaction;
    private boolean synced = true;

    private SqliteSession(Connection connection, Connection folding, SqliteFiles files) {
        this.connection = connection;
        this.folding = folding;
        this.files = files;
        this.transaction = new Transaction(connection, new SqliteDialect());
    }

    /** Opens the database at a path; there has to be one. */
    static SqliteSession open(Path file) throws SQLException, IOException {
        Connection connection = SqliteConnections.writer(file);
        try {
            // The log comes into being with the first look into the database.
            query(connection, "SELECT count(*) FROM sqlite_schema");
            connection.rollback();
            return new SqliteSession(connection, folding(file), SqliteFiles.of(file));
        } catch (SQLException | IOException e) {
            connection.close();
            throw e;
        }
    }

    private static Connection folding(Path file) throws SQLException {
        Connection folding = SqliteConnections.writer(file);
        try {
            folding.setAutoCommit(true);
            query(folding, "SELECT count(*) FROM sqlite_schema");
            return folding;
        } catch (SQLException e) {
            folding.close();
            throw e;
        }
    }

    SqliteFiles files() {
        return files;
    }

    Transaction transaction() {
        return transaction;
    }

    /**
     * Whether commits from now on wait until they are on the disk; they do at first. With a write-ahead log the other way loses nothing but the
     * last commits, and only when power fails. To be called between transactions.
     */
    void sync(boolean commits) throws SQLException {
        if (synced != commits) {
            connection.setAutoCommit(true);
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA synchronous = " + (commits ? "FULL" : "NORMAL"));
            } finally {
                connection.setAutoCommit(false);
            }
            synced = commits;
        }
    }

    void commit() throws SQLException {
        connection.commit();
    }

    void rollback() throws SQLException {
        connection.rollback();
    }

    /**
     * Brings everything that stands in the write-ahead log into the database file, synced.
     *
     * @return whether all of it could be; a reader may be in the way
     */
    boolean checkpoint() throws SQLException {
        connection.setAutoCommit(true);
        try {
            return query(connection, "PRAGMA wal_checkpoint(TRUNCATE)") == 0;
        } finally {
            connection.setAutoCommit(false);
        }
    }

    /** How many pages stand in the write-ahead log that are not in the database file yet. May be called by another thread. */
    int unfoldedPages() throws SQLException {
        try (Statement statement = folding.createStatement();
                ResultSet pages = statement.executeQuery("PRAGMA wal_checkpoint(NOOP)")) {
            return pages.next() ? pages.getInt("log") - pages.getInt("checkpointed") : 0;
        }
    }

    /**
     * Brings what stands in the write-ahead log into the database file, while transactions and reads go on. Once all of it is there and
     * nobody reads from the log, the next transaction begins it anew. May be called by another thread.
     */
    void fold() throws SQLException {
        query(folding, "PRAGMA wal_checkpoint(PASSIVE)");
    }

    /** Folds the log as {@link #fold} does, but waits a moment for those who read from the log. */
    void foldWaitingForReaders() throws SQLException {
        query(folding, "PRAGMA busy_timeout = 20");
        query(folding, "PRAGMA wal_checkpoint(RESTART)");
    }

    /** Writes a complete copy of the database into a file that does not exist. */
    void copyTo(Path copy) throws SQLException {
        connection.setAutoCommit(true);
        try (PreparedStatement statement = connection.prepareStatement("VACUUM INTO ?")) {
            statement.setString(1, copy.toString());
            statement.execute();
        } finally {
            connection.setAutoCommit(false);
        }
    }

    @Override
    public void close() {
        close(folding);
        close(connection);
    }

    private void close(Connection open) {
        try {
            open.close();
        } catch (SQLException e) {
            log.warn("close {}: {}", files.database(), e.getMessage());
        }
    }

    private static int query(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.next() ? result.getInt(1) : 0;
        }
    }
}
