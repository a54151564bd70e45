package dev.ringback.storage.jdbi.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteOpenMode;

/** Opens connections to a SQLite file with the settings that the promises rest on. */
final class SqliteConnections {
    /**
     * Short, because whoever writes tries again, and meanwhile wants to know; and because others wait for their turn to find out too, while
     * requests are held for so long only.
     */
    private static final Duration BUSY_TIMEOUT = Duration.ofMillis(400);
    /** A write-ahead log that a long reader let grow is cut back to this when it can be. */
    private static final int JOURNAL_BYTES = 64 << 20;

    /** Keeps the upper pages of all indexes, and what is recent, out of the way of the disk. */
    private static final int WRITER_CACHE_KIB = 16 * 1024;

    /** Only in case {@link SqliteCheckpoints} fails to; within a commit it takes long. 256 MiB. */
    private static final int AUTO_CHECKPOINT_PAGES = 65_536;

    private SqliteConnections() {}

    /** For migrations: creates the file where there is none. */
    static DataSource creating(Path file) {
        return source(file, config());
    }

    /**
     * The connection that writes; every statement belongs to a transaction. Fails where there is no file: what was acknowledged must not
     * be forgotten by starting afresh.
     *
     * @throws SQLException also when the database does not accept the settings that make a commit durable
     */
    static Connection writer(Path file) throws SQLException {
        SQLiteConfig config = config();
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        Connection connection = source(file, config).getConnection();
        try {
            // On macOS a plain fsync leaves the data in the drive's cache; elsewhere this does nothing.
            execute(connection, "PRAGMA fullfsync = 1");
            demand(connection, "journal_mode", "wal");
            demand(connection, "synchronous", "2");
            execute(connection, "PRAGMA cache_size = -" + WRITER_CACHE_KIB);
            execute(connection, "PRAGMA wal_autocheckpoint = " + AUTO_CHECKPOINT_PAGES);
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** A connection that cannot write. Fails where there is no file. */
    static Connection reader(Path file) throws SQLException {
        SQLiteConfig config = config();
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        Connection connection = source(file, config).getConnection();
        try {
            execute(connection, "PRAGMA query_only = 1");
            // The first look opens the write-ahead log: from here on the connection depends on no name in the file
            // system.
            execute(connection, "SELECT count(*) FROM sqlite_schema");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** A connection that changes no setting of the file, for copying and checking. Fails where there is no file. */
    static Connection existing(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(Math.toIntExact(BUSY_TIMEOUT.toMillis()));
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        return source(file, config).getConnection();
    }

    private static SQLiteConfig config() {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(Math.toIntExact(BUSY_TIMEOUT.toMillis()));
        config.setJournalSizeLimit(JOURNAL_BYTES);
        // Otherwise the driver prepares another statement after each insert.
        config.setGetGeneratedKeys(false);
        return config;
    }

    private static SQLiteDataSource source(Path file, SQLiteConfig config) {
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void demand(Connection connection, String pragma, String expected) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("PRAGMA " + pragma)) {
            String actual = result.next() ? result.getString(1) : "nothing";
            if (!expected.equals(actual)) {
                throw new SQLException(pragma + " is " + actual + " instead of " + expected
                        + ": a commit would not be durable on this file system");
            }
        }
    }
}
