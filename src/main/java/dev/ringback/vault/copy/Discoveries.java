package dev.ringback.vault.copy;

import dev.ringback.concurrent.DaemonThreads;
import dev.ringback.storage.EventLog;
import dev.ringback.storage.HeldLease;
import dev.ringback.storage.StorageException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears of new content in a thread of its own, on one of all nodes; another takes over when that one is gone. Safe for use by many threads. */
public final class Discoveries implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Discoveries.class);

    private static final String LEASE = "vault discovery";
    private static final Duration LEASE_TIME = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofSeconds(1);

    /** Pause between two steps, so that under load many events are read at once. */
    private static final Duration REST = Duration.ofMillis(100);

    private final Discovery discovery;
    private final EventLog events;
    private final HeldLease lease;
    private final Semaphore changed = new Semaphore(0);
    private final Thread thread = DaemonThreads.create("ringback-vault-discovery", this::keepOn);
    private EventLog.@Nullable Subscription subscription;
    private volatile boolean closing;

    public Discoveries(CopyParts parts) {
        this.events = parts.database().log();
        this.lease = new HeldLease(parts.database().leases(), LEASE, LEASE_TIME);
        this.discovery =
                new Discovery(events, parts.database().resources(), parts.ledger(), parts.wanted(), parts.clock());
    }

    /** Begins where the log was read to last; the first time, with what comes from now on. */
    public void start() {
        step();
        subscription = events.listen(changed::release);
        thread.start();
    }

    private void keepOn() {
        try {
            while (!closing) {
                if (!step()) {
                    changed.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS);
                }
                TimeUnit.MILLISECONDS.sleep(closing ? 0 : REST.toMillis());
                changed.drainPermits();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            giveBack();
        }
    }

    /** Returns whether there may be more to read at once. */
    private boolean step() {
        try {
            return lease.hold() && discovery.step() > 0;
        } catch (StorageException unavailable) {
            log.warn("the vault hears of nothing new until the database can be used: {}", unavailable.getMessage());
        } catch (RuntimeException defect) {
            log.error("the vault could not read the log, and tries again", defect);
        }
        return false;
    }

    private void giveBack() {
        try {
            lease.giveBack();
        } catch (StorageException unavailable) {
            log.debug("the lease ends by itself: {}", unavailable.getMessage());
        }
    }

    @Override
    public void close() {
        closing = true;
        changed.release();
        if (subscription != null) {
            subscription.close();
        }
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
