package dev.ringback.upstream.repair;

import dev.ringback.concurrent.DaemonThreads;
import dev.ringback.storage.HeldLease;
import dev.ringback.storage.LeaseStore;
import dev.ringback.storage.StorageException;
import dev.ringback.upstream.ApiCondition;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Repairs every few minutes what is in doubt, on one of all nodes, unless Twilio's API is degraded; and looks anew how much there is. Safe for use by
 * many threads.
 */
public final class Repairs implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Repairs.class);

    private static final String LEASE = "repair";

    /** After a node has died another goes on so much later. */
    private static final Duration LEASE_TIME = Duration.ofSeconds(30);

    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration PERIOD = Duration.ofMinutes(5);

    private final Repair repair;
    private final ApiCondition api;
    private final LeaseStore leases;
    private final Runnable look;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = DaemonThreads.create("ringback-repair", this::keepOn);

    /** @param look counts what is in doubt, after each repair */
    public Repairs(Repair repair, ApiCondition api, LeaseStore leases, Runnable look) {
        this.repair = repair;
        this.api = api;
        this.leases = leases;
        this.look = look;
    }

    /** Makes the lease by which of all nodes one repairs at a time, for whichever reason. */
    static HeldLease lease(LeaseStore leases) {
        return new HeldLease(leases, LEASE, LEASE_TIME);
    }

    /** Begins, a minute from now. */
    public void start() {
        thread.start();
    }

    private void keepOn() {
        try {
            Duration wait = FIRST;
            while (!closing.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                once();
                look.run();
                wait = PERIOD;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Repairs now, unless another node does. */
    void once() {
        HeldLease lease = lease(leases);
        try {
            if (!repair.isEnabled() || api.isDegraded() || !lease.hold()) {
                return;
            }
            repair.run((done, expected) -> {
                if (closing.getCount() == 0 || !lease.hold()) {
                    throw new CancellationException("another node repairs, or this one ends");
                }
            });
        } catch (CancellationException ended) {
            log.debug("the repair ends early: {}", ended.getMessage());
        } catch (StorageException | IllegalStateException trouble) {
            log.warn("the repair goes on later: {}", trouble.getMessage());
        } finally {
            giveBack(lease);
        }
    }

    private static void giveBack(HeldLease lease) {
        try {
            lease.giveBack();
        } catch (StorageException unavailable) {
            log.debug("the lease ends by itself: {}", unavailable.getMessage());
        }
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
