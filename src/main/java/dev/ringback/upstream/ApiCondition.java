package dev.ringback.upstream;

/** Tells how Twilio's API is. Safe for use by many threads. */
@FunctionalInterface
public interface ApiCondition {
    /** Stands for an API of which nothing bad is known. */
    ApiCondition FINE = () -> false;

    /** Tells whether Twilio itself says that its API is degraded: repair and backfill wait meanwhile. */
    boolean isDegraded();
}
