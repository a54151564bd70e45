package dev.ringback.vault;

import dev.ringback.storage.LeaseStore;
import dev.ringback.storage.StorageUnavailableException;
import java.time.Duration;
import java.util.Optional;

/**
 * Sees to it that of all threads and nodes one works on an object of the vault. Used by one thread.
 *
 * <p>A node that dies leaves its objects to others a minute later.
 */
public final class ObjectLease implements AutoCloseable {
    private static final Duration TIME = Duration.ofMinutes(1);

    private final LeaseStore leases;
    private final String name;
    private final String holder;
    private long prolonged;
    private boolean held = true;

    private ObjectLease(LeaseStore leases, String name, String holder, long taken) {
        this.leases = leases;
        this.name = name;
        this.holder = holder;
        this.prolonged = taken;
    }

    /**
     * Takes the lease of an object.
     *
     * @param key of the object in its store
     * @param holder different for each thread, node and start
     * @return empty while somebody else works on it
     * @throws StorageUnavailableException when the database cannot be written now
     */
    public static Optional<ObjectLease> take(LeaseStore leases, String key, String holder) {
        String name = "vault " + key;
        long asked = System.nanoTime();
        return leases.take(name, holder, TIME)
                ? Optional.of(new ObjectLease(leases, name, holder, asked))
                : Optional.empty();
    }

    /**
     * Makes sure that the lease stays. To be called often; it costs something every quarter of a minute alone.
     *
     * @return false when somebody else has it
     */
    public boolean hold() {
        long now = System.nanoTime();
        if (held && now - prolonged > TIME.dividedBy(4).toNanos()) {
            held = leases.take(name, holder, TIME);
            prolonged = now;
        }
        return held;
    }

    @Override
    public void close() {
        if (held) {
            leases.giveBack(name, holder);
        }
    }
}
