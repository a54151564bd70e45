package dev.ringback.storage.jdbi.postgres;

import dev.ringback.storage.StorageException;
import dev.ringback.storage.StorageUnavailableException;
import dev.ringback.storage.jdbi.sql.Failures;
import dev.ringback.storage.jdbi.sql.Migrations;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets processes into a database one after the other, and brings its schema up to date before. A change of the schema that nodes of older
 * versions cannot live with is made while no node is there: they would fail to store what Twilio sends.
 */
final class PostgresGate {
    private static final Logger log = LoggerFactory.getLogger(PostgresGate.class);

    /** The version of the last script that nodes of versions before it cannot live with. */
    private static final int NEEDS_ALL_STOPPED = 13;

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(100);
    private static final Duration BETWEEN_WORDS = Duration.ofSeconds(10);

    private final PostgresOptions options;
    private final Migrations migrations;

    PostgresGate(PostgresOptions options, Migrations migrations) {
        this.options = options;
        this.migrations = migrations;
    }

    /**
     * Lets this process in, after a node that changes the schema right now.
     *
     * @param arriving makes this process visible to the others
     * @throws StorageException when the schema has to be changed while nodes of an older version are there
     */
    PostgresPresence enter(Function<PostgresOptions, PostgresPresence> arriving) {
        try (Connection gate = PostgresConnections.single(options).getConnection()) {
            await(gate);
            int version = migrations.version();
            if (version > 0 && version < NEEDS_ALL_STOPPED) {
                PostgresPresence alone = PostgresPresence.aloneToMigrate(options, version);
                try {
                    migrations.migrate();
                } finally {
                    alone.close();
                }
            } else {
                migrations.migrate();
            }
            return arriving.apply(options);
        } catch (SQLException e) {
            throw new Failures(new PostgresDialect()).during("open the database " + options.shownUrl(), e);
        }
    }

    private void await(Connection gate) throws SQLException {
        long lastWord = System.nanoTime();
        while (!isTaken(gate)) {
            if (System.nanoTime() - lastWord > BETWEEN_WORDS.toNanos()) {
                lastWord = System.nanoTime();
                log.info("waiting while another node brings the database {} to its schema", options.shownUrl());
            }
            try {
                Thread.sleep(BETWEEN_ATTEMPTS.toMillis());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new StorageUnavailableException("interrupted while waiting for the database", interrupted);
            }
        }
    }

    private static boolean isTaken(Connection gate) throws SQLException {
        try (PreparedStatement statement = gate.prepareStatement("SELECT pg_try_advisory_lock(?)")) {
            statement.setLong(1, PostgresLocks.GATE);
            try (ResultSet taken = statement.executeQuery()) {
                return taken.next() && taken.getBoolean(1);
            }
        }
    }
}
