package dev.ringback.storage.jdbi;

import dev.ringback.storage.StorageException;
import dev.ringback.storage.StorageUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import javax.net.ssl.SSLException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the server when a node starts: waits until it can be reached, and refuses one that would not keep what is given to it. */
final class PostgresArrival {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresArrival.class);

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(500);
    private static final Duration BETWEEN_WORDS = Duration.ofSeconds(10);

    /** After this whoever started the node should hear of it. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** No waiting mends these: password, rights, no such database, no such role, no TLS where it is asked for. */
    private static final Set<String> HOPELESS = Set.of("28P01", "28000", "3D000", "42501", "42704", "08004");

    private final DatabaseOptions options;
    private final Failures failures;

    PostgresArrival(DatabaseOptions options, Failures failures) {
        this.options = options;
        this.failures = failures;
    }

    /**
     * Returns when the server answers.
     *
     * @throws StorageException when it lets us not in, or is not fit for use; the message says what would help
     * @throws StorageUnavailableException when it cannot be reached for five minutes
     */
    void await() {
        DataSource source = PostgresConnections.patient(options);
        long began = System.nanoTime();
        long lastWord = began - BETWEEN_WORDS.toNanos();
        while (true) {
            try (Connection connection = source.getConnection()) {
                PostgresConnections.demandDurable(connection);
                return;
            } catch (SQLException e) {
                if (isHopeless(e)) {
                    throw new StorageException(
                            "the database " + options.shownUrl() + " cannot be opened: " + e.getMessage()
                                    + ". Mend RINGBACK_DATABASE, its user and password, its certificates, or its rights");
                }
                if (!failures.isUnavailable(e) || System.nanoTime() - began > PATIENCE.toNanos()) {
                    throw failures.during("open the database " + options.shownUrl(), e);
                }
                if (System.nanoTime() - lastWord >= BETWEEN_WORDS.toNanos()) {
                    lastWord = System.nanoTime();
                    LOG.warn("waiting for the database {}: {}", options.shownUrl(), e.getMessage());
                }
                pause();
            }
        }
    }

    private static boolean isHopeless(SQLException failure) {
        return HOPELESS.contains(String.valueOf(failure.getSQLState())) || failure.getCause() instanceof SSLException;
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_ATTEMPTS.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StorageUnavailableException("interrupted while waiting for the database", interrupted);
        }
    }
}
