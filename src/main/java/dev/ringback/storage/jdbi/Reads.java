package dev.ringback.storage.jdbi;

import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;

/** The one way to read the database, with failures told as the storage interfaces promise. Safe for use by many threads. */
final class Reads {
    private final Jdbi jdbi;
    private final Failures failures;

    Reads(Jdbi jdbi, Failures failures) {
        this.jdbi = jdbi;
        this.failures = failures;
    }

    /** @param attempted begins the message of the exception if it fails */
    <T> T read(String attempted, HandleCallback<T, RuntimeException> reading) {
        try {
            return jdbi.withHandle(reading);
        } catch (RuntimeException e) {
            throw failures.during(attempted, e);
        }
    }
}
