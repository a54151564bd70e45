package dev.ringback.storage.jdbi.postgres;

import dev.ringback.storage.StorageUnavailableException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * The appends to the log that are under way on any node. They take their ids while they share a lock, which they keep until they are
 * committed: who looks at the ids first and then at who has the lock knows whom to wait for. To take the lock instead would keep everybody
 * who comes later from storing anything, for as long as the slowest of those who have it takes.
 */
final class PostgresAppends {
    /** A row of a sequence is as it is at the moment, whatever transaction asks. */
    private static final String LAST_ID = "SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM event_id";

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(2);

    private final Handle handle;

    /** @param handle in no transaction */
    PostgresAppends(Handle handle) {
        this.handle = handle;
    }

    /**
     * Waits for those that are under way, and for none that begins later.
     *
     * @return the last id that was given before
     * @throws StorageUnavailableException when they do not end
     */
    long settled() {
        long last = handle.createQuery(LAST_ID).mapTo(Long.class).one();
        long began = System.nanoTime();
        Set<String> awaited = underWay();
        while (!awaited.isEmpty()) {
            if (System.nanoTime() - began > PATIENCE.toNanos()) {
                throw new StorageUnavailableException(
                        "an append to the log has been under way for more than " + PATIENCE.toSeconds() + " seconds");
            }
            pause();
            awaited.retainAll(underWay());
        }
        return last;
    }

    private Set<String> underWay() {
        return new HashSet<>(handle.createQuery(PostgresLocks.SHARING_LOG)
                .mapTo(String.class)
                .list());
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StorageUnavailableException("interrupted while waiting for appends to the log", interrupted);
        }
    }
}
