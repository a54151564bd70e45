package dev.ringback.vault.copy;

import dev.ringback.concurrent.DaemonThreads;
import dev.ringback.model.VaultObject;
import dev.ringback.storage.StorageException;
import dev.ringback.storage.VaultLedger;
import dev.ringback.vault.StoreGate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Copies what is due, several objects at a time, on every node. Safe for use by many threads. */
public final class Copies implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Copies.class);

    /** Other nodes look at the same entries, so there are more than this node can do. */
    private static final int LOOKED_AT = 64;

    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration TROUBLE = Duration.ofSeconds(5);

    /** How long an object is left alone on which another node works. */
    private static final Duration ELSEWHERE = Duration.ofSeconds(2);

    private final VaultLedger ledger;
    private final StoreGate gate;
    private final Clock clock;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Semaphore free;
    private final Set<String> underWay = Collections.synchronizedSet(new HashSet<>());
    private final Map<String, Long> elsewhere = new ConcurrentHashMap<>();
    private final ExecutorService workers =
            Executors.newCachedThreadPool(DaemonThreads.numbered("ringback-vault-copy"));
    private final Thread thread = DaemonThreads.create("ringback-vault", this::keepOn);
    private final CopyRun run;

    /** Makes it; nothing is copied yet. */
    public static Copies of(CopyParts parts) {
        return new Copies(parts);
    }

    private Copies(CopyParts parts) {
        this.ledger = parts.ledger();
        this.gate = parts.gate();
        this.clock = parts.clock();
        this.free = new Semaphore(parts.options().maxConcurrent());
        this.run = parts.run(() -> closing.getCount() == 0);
    }

    public void start() {
        thread.start();
    }

    private void keepOn() {
        try {
            Duration wait = Duration.ZERO;
            while (!closing.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                wait = look();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Begins what is due, and returns when to look again. */
    private Duration look() throws InterruptedException {
        if (!gate.isOpen()) {
            return TROUBLE;
        }
        try {
            long now = System.nanoTime();
            elsewhere.values().removeIf(since -> now - since > ELSEWHERE.toNanos());
            List<VaultObject> due = new ArrayList<>(ledger.dueForCopy(clock.instant(), LOOKED_AT));
            // so that nodes seldom begin with the same one
            Collections.shuffle(due);
            int begun = 0;
            for (VaultObject object : due) {
                if (!elsewhere.containsKey(name(object)) && underWay.add(name(object))) {
                    free.acquire();
                    begun++;
                    workers.execute(() -> copy(object));
                }
            }
            return begun == 0 ? LOOK : Duration.ZERO;
        } catch (StorageException unavailable) {
            log.warn("the vault waits for the database: {}", unavailable.getMessage());
            return TROUBLE;
        }
    }

    private static String name(VaultObject object) {
        return object.accountSid() + object.kind() + object.sid() + object.format();
    }

    private void copy(VaultObject object) {
        try {
            if (closing.getCount() > 0 && gate.isOpen() && !run.run(object)) {
                elsewhere.put(name(object), System.nanoTime());
            }
        } catch (StoreFailedException failed) {
            gate.failed(String.valueOf(failed.getMessage()));
        } catch (StorageException unavailable) {
            log.warn("{} is copied again when the database can be used: {}", object.sid(), unavailable.getMessage());
        } catch (RuntimeException defect) {
            log.error("{} could not be copied", object.sid(), defect);
            gate.failed("an unexpected error, see the log");
        } finally {
            underWay.remove(name(object));
            free.release();
        }
    }

    /** Begins nothing any more, and returns when what is under way has ended: at its next byte. */
    @Override
    public void close() {
        closing.countDown();
        workers.shutdown();
        try {
            thread.join();
            if (!workers.awaitTermination(10, TimeUnit.SECONDS)) {
                log.warn("copies are cut off, and begin anew later");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
