package dev.ringback.vault.deletion;

import dev.ringback.concurrent.DaemonThreads;
import dev.ringback.storage.LeaseStore;
import dev.ringback.storage.StorageException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes in a thread of its own, on one of all nodes, so that the rate of the settings is that of all of them. Safe for use by many threads.
 */
public final class Deletions implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Deletions.class);

    private static final String LEASE = "vault deletion";
    private static final Duration LEASE_TIME = Duration.ofMinutes(1);
    private static final Duration IDLE = Duration.ofSeconds(2);

    private final DeletionRound round;
    private final LeaseStore leases;
    private final String holder = UUID.randomUUID().toString();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = DaemonThreads.create("ringback-vault-deletion", this::keepOn);

    public Deletions(DeletionParts parts) {
        this.round = parts.round(() -> closing.getCount() == 0);
        this.leases = parts.database().leases();
    }

    public void start() {
        thread.start();
    }

    private void keepOn() {
        try {
            Duration wait = IDLE;
            while (!closing.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                wait = step();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            giveBack();
        }
    }

    private Duration step() {
        try {
            return leases.take(LEASE, holder, LEASE_TIME) ? round.step().orElse(IDLE) : IDLE;
        } catch (StorageException unavailable) {
            log.warn("the vault deletes nothing until the database can be used: {}", unavailable.getMessage());
        } catch (RuntimeException defect) {
            log.error("the vault could not delete, and tries again", defect);
        }
        return IDLE;
    }

    private void giveBack() {
        try {
            leases.giveBack(LEASE, holder);
        } catch (StorageException unavailable) {
            log.debug("the lease ends by itself: {}", unavailable.getMessage());
        }
    }

    /** Deletes nothing any more, and returns when what is under way has ended. */
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
