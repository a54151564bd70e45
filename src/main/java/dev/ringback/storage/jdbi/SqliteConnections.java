package dev.ringback.storage.jdbi;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
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
    /** Short, because whoever writes tries again, and meanwhile wants to know. */
    private static final Duration BUSY_TIMEOUT = Duration.ofSeconds(1);
    /** How long a read waits for a connection before it fails. */
    private static final Duration READER_TIMEOUT = Duration.ofSeconds(5);
    /** A write-ahead log that a long reader let grow is cut back to this when it can be. */
    private static final int JOURNAL_BYTES = 64 << 20;

    private static final int READERS = Math.max(4, 2 * Runtime.getRuntime().availableProcessors());

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
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** A pool of connections that cannot write. Opens them when they are first needed. */
    static HikariDataSource readers(Path file) {
        SQLiteConfig config = config();
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("readers");
        pool.setDataSource(source(file, config));
        pool.setConnectionInitSql("PRAGMA query_only = 1");
        pool.setMaximumPoolSize(READERS);
        pool.setMinimumIdle(1);
        pool.setConnectionTimeout(READER_TIMEOUT.toMillis());
        // A file does not hang up: connections live as long as the pool.
        pool.setMaxLifetime(0);
        pool.setIdleTimeout(0);
        pool.setKeepaliveTime(0);
        pool.setInitializationFailTimeout(-1);
        return new HikariDataSource(pool);
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
