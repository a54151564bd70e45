package dev.ringback.storage;

import java.time.Duration;
import java.util.UUID;

/** Holds one lease for one thread, as long as that goes on asking for it. Used by one thread. */
public final class HeldLease {
    private final LeaseStore leases;
    private final String name;
    private final String holder;
    private final Duration time;
    private boolean held;
    private long prolonged;

    /**
     * Holds nothing yet.
     *
     * @param time after which another takes over when the process has died
     */
    public HeldLease(LeaseStore leases, String name, Duration time) {
        this(leases, name, UUID.randomUUID().toString(), time);
    }

    /**
     * Holds nothing yet, in the name of a holder.
     *
     * @param holder different for each thread, node and start
     * @param time after which another takes over when the process has died
     */
    public HeldLease(LeaseStore leases, String name, String holder, Duration time) {
        this.leases = leases;
        this.name = name;
        this.holder = holder;
        this.time = time;
    }

    /**
     * Takes the lease, or makes sure that it stays. To be called often: it costs something every quarter of its time alone.
     *
     * @return false while somebody else has it
     * @throws StorageUnavailableException when the database cannot be written now
     */
    public boolean hold() {
        long now = System.nanoTime();
        if (!held || now - prolonged > time.dividedBy(4).toNanos()) {
            prolonged = now;
            held = leases.take(name, holder, time);
        }
        return held;
    }

    /** Gives the lease back, where this holds it. */
    public void giveBack() {
        if (held) {
            held = false;
            leases.giveBack(name, holder);
        }
    }
}
