package dev.ringback.storage.jdbi.postgres;

import dev.ringback.storage.StorageException;
import dev.ringback.storage.StorageUnavailableException;
import dev.ringback.storage.jdbi.sql.Failures;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the server when a node starts: waits until it can be reached, and refuses one that would not keep what is given to it. */
final class PostgresArrival {
    private static final Logger log = LoggerFactory.getLogger(PostgresArrival.class);

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(500);
    private static final Duration BETWEEN_WORDS = Duration.ofSeconds(10);

    /** After this whoever started the node should hear of it. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** No waiting mends these; and what does. */
    private static final Map<String, String> REMEDIES = Map.of(
            "28P01",
                    "Mend the user of the URL, or the password, which RINGBACK_DATABASE_PASSWORD_FILE may name the file of",
            "28000", "Mend the user of the URL, its sslmode, or what pg_hba.conf of the server says of both",
            "08004",
                    "Mend the password, which RINGBACK_DATABASE_PASSWORD_FILE may name the file of, or the sslmode of the URL",
            "3D000", "Mend the name in the URL, or create the database",
            "42501", "Give the role the rights that it lacks");

    private static final String MEND_TLS = "Mend sslmode and sslrootcert of the URL, or the certificate of the server";

    private final PostgresOptions options;
    private final Failures failures;

    PostgresArrival(PostgresOptions options, Failures failures) {
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
                PostgresConnections.demandFit(connection);
                return;
            } catch (SQLException e) {
                String remedy = remedy(e);
                if (remedy != null) {
                    throw new StorageException("the database " + options.shownUrl() + " cannot be opened: "
                            + sentence(e.getMessage()) + " " + remedy);
                }
                if (!failures.isUnavailable(e) || System.nanoTime() - began > PATIENCE.toNanos()) {
                    throw failures.during("open the database " + options.shownUrl(), e);
                }
                if (System.nanoTime() - lastWord >= BETWEEN_WORDS.toNanos()) {
                    lastWord = System.nanoTime();
                    log.warn(
                            "waiting up to {} minutes for the database {}: {}",
                            PATIENCE.toMinutes(),
                            options.shownUrl(),
                            e.getMessage());
                }
                pause();
            }
        }
    }

    private static @Nullable String remedy(SQLException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof GeneralSecurityException) { // a certificate; a handshake that was cut off is none
                return MEND_TLS;
            }
        }
        String state = failure.getSQLState();
        return state == null ? null : REMEDIES.get(state);
    }

    private static String sentence(@Nullable String text) {
        return String.valueOf(text).replaceFirst("\\.*$", ".");
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
