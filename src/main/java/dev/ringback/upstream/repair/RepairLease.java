package dev.ringback.upstream.repair;

import dev.ringback.storage.LeaseStore;
import dev.ringback.storage.StorageUnavailableException;
import java.time.Duration;
import java.util.UUID;

/** Sees to it that of all nodes one repairs at a time, for whichever reason. Used by one thread. */
final class RepairLease {
    private static final String NAME = "repair";

    /** After a node has died another goes on so much later. */
    private static final Duration TIME = Duration.ofSeconds(30);

    private final LeaseStore leases;
    private final String holder = UUID.randomUUID().toString();
    private boolean held;
    private long prolonged;

    RepairLease(LeaseStore leases) {
        this.leases = leases;
    }

    /**
     * Takes the lease, or makes sure that it stays. To be called often.
     *
     * @return false while somebody else has it
     * @throws StorageUnavailableException when the database cannot be written now
     */
    boolean hold() {
        long now = System.nanoTime();
        if (!held || now - prolonged > TIME.dividedBy(4).toNanos()) {
            prolonged = now;
            held = leases.take(NAME, holder, TIME);
        }
        return held;
    }

    void giveBack() {
        if (held) {
            held = false;
            leases.giveBack(NAME, holder);
        }
    }
}
