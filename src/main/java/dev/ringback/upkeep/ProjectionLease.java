package dev.ringback.upkeep;

import dev.ringback.storage.LeaseStore;
import dev.ringback.storage.StorageUnavailableException;
import java.time.Duration;
import java.util.UUID;

/** Sees to it that of all nodes one projects events anew at a time, for whichever reason. Used by one thread. */
final class ProjectionLease {
    private static final String NAME = "projection";

    private final LeaseStore leases;
    private final Duration duration;
    private final String holder = UUID.randomUUID().toString();
    private boolean held;
    private long prolonged;

    /** @param duration how long after the death of this node another may go on; the lease is prolonged long before */
    ProjectionLease(LeaseStore leases, Duration duration) {
        this.leases = leases;
        this.duration = duration;
    }

    /**
     * Takes the lease, or makes sure that it stays. To be called often.
     *
     * @return false while somebody else has it
     * @throws StorageUnavailableException when the database cannot be written now
     */
    boolean hold() {
        long now = System.nanoTime();
        if (!held || now - prolonged > duration.dividedBy(4).toNanos()) {
            prolonged = now;
            held = leases.take(NAME, holder, duration);
        }
        return held;
    }

    /** Lets somebody else have it; nothing happens where it is not held. */
    void giveBack() {
        if (held) {
            held = false;
            leases.giveBack(NAME, holder);
        }
    }
}
