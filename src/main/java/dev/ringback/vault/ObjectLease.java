package dev.ringback.vault;

import dev.ringback.storage.HeldLease;
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

    private final HeldLease lease;
    private boolean held = true;

    private ObjectLease(HeldLease lease) {
        this.lease = lease;
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
        HeldLease lease = new HeldLease(leases, "vault " + key, holder, TIME);
        return lease.hold() ? Optional.of(new ObjectLease(lease)) : Optional.empty();
    }

    /**
     * Makes sure that the lease stays. To be called often; it costs something every quarter of a minute alone.
     *
     * @return false when somebody else has it
     */
    public boolean hold() {
        held = held && lease.hold();
        return held;
    }

    @Override
    public void close() {
        lease.giveBack();
    }
}
