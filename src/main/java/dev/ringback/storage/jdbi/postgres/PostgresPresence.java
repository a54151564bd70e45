package dev.ringback.storage.jdbi.postgres;

import dev.ringback.concurrent.DaemonThreads;
import dev.ringback.storage.DatabaseInUseException;
import dev.ringback.storage.StorageException;
import dev.ringback.storage.StorageUnavailableException;
import dev.ringback.storage.jdbi.sql.Failures;
import dev.ringback.storage.jdbi.store.Nodes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows others that a process uses the database, by a lock that lives as long as its connection. Servers share it; a rebuild wants it
 * alone, and while one is at work no server starts. A server whose connection broke takes the lock again.
 */
final class PostgresPresence implements Nodes, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PostgresPresence.class);

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final int LOOK_SECONDS = 4;

    private static final String SHARE = "SELECT pg_try_advisory_lock_shared(?)";
    private static final String ALONE = "SELECT pg_try_advisory_lock(?)";
    private static final String REBUILT = "is being rebuilt: wait until that has ended";

    private final PostgresOptions options;
    private final Thread keeping = DaemonThreads.create("ringback-presence", this::keep);
    private volatile Connection connection;
    /** The version of the rules by which this server stores events; 0 before it is known. */
    private volatile int version;

    private PostgresPresence(PostgresOptions options, Connection connection) {
        this.options = options;
        this.connection = connection;
    }

    /** Beside any number of servers. */
    static PostgresPresence among(PostgresOptions options) {
        PostgresPresence presence = new PostgresPresence(options, take(options, SHARE, REBUILT, StorageException::new));
        presence.keeping.start();
        return presence;
    }

    /** While no server runs. */
    static PostgresPresence alone(PostgresOptions options) {
        return new PostgresPresence(
                options, take(options, ALONE, "is in use: stop every node first", DatabaseInUseException::new));
    }

    /**
     * While no server runs, to change the schema.
     *
     * @param schema the version that it has now
     */
    static PostgresPresence aloneToMigrate(PostgresOptions options, int schema) {
        return new PostgresPresence(
                options,
                take(
                        options,
                        ALONE,
                        "has schema version " + schema + " and is in use: stop every node first, for those that run now"
                                + " cannot live with the schema of this version. Then start this one, which changes it",
                        StorageException::new));
    }

    /** Whoever else is there. */
    static PostgresPresence unnoticed(PostgresOptions options) {
        return new PostgresPresence(options, take(options, "SELECT ? IS NOT NULL", "", StorageException::new));
    }

    private static Connection take(
            PostgresOptions options, String sql, String otherwise, Function<String, StorageException> refusal) {
        try {
            Connection connection = PostgresConnections.single(options).getConnection();
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setLong(1, PostgresLocks.SERVING);
                try (ResultSet taken = statement.executeQuery()) {
                    if (taken.next() && taken.getBoolean(1)) {
                        return connection;
                    }
                }
                throw refusal.apply("the database " + options.shownUrl() + " " + otherwise);
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new Failures(new PostgresDialect()).during("open the database " + options.shownUrl(), e);
        }
    }

    @Override
    public void announce(int announced) {
        version = announced;
        try {
            announce();
        } catch (SQLException e) {
            throw new Failures(new PostgresDialect()).during("announce this node", e);
        }
    }

    private void announce() throws SQLException {
        if (version > 0) {
            try (PreparedStatement statement = connection.prepareStatement("SELECT pg_advisory_lock_shared(?)")) {
                statement.setLong(1, PostgresLocks.RULES + version);
                statement.execute();
            }
        }
    }

    @Override
    public boolean includeOlder(int than) {
        try (PreparedStatement statement = connection.prepareStatement(PostgresLocks.OF_OLDER_RULES)) {
            statement.setLong(1, than);
            try (ResultSet older = statement.executeQuery()) {
                return older.next() && older.getLong(1) > 0;
            }
        } catch (SQLException e) {
            throw new Failures(new PostgresDialect()).during("look for older nodes", e);
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
            connection = take(options, SHARE, REBUILT, StorageException::new);
            announce();
        } catch (SQLException away) {
            log.debug("the database is away again: {}", away.getMessage());
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
