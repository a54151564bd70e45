package dev.ringback.ingest;

import dev.ringback.concurrent.DaemonThreads;
import dev.ringback.ingest.QuarantineQueue.Waiting;
import dev.ringback.model.Account;
import dev.ringback.model.Accounts;
import dev.ringback.model.RefusedRequest;
import dev.ringback.storage.QuarantineLimits;
import dev.ringback.storage.QuarantineStore;
import dev.ringback.storage.QuarantineStore.LetGo;
import dev.ringback.storage.StorageException;
import dev.ringback.storage.StorageUnavailableException;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes refused requests to the disk, as many at once as have gathered, and lets go what is beyond the limits.
 *
 * <p>Healthy callbacks come first: after each turn this thread rests for nine times as long as the turn took, so that a flood of refused
 * requests gets a tenth of the writer at most. What comes faster than that is not kept, and counted. Safe for use by many threads.
 */
public final class QuarantineKeeper implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(QuarantineKeeper.class);

    private static final int MAX_WAITING = 2_000;
    private static final long MAX_WAITING_BYTES = 16_000_000;
    /** Bounds a commit, so that other writers wait only shortly. */
    private static final int MAX_REQUESTS_PER_COMMIT = 128;

    private static final long MAX_BYTES_PER_COMMIT = 1_000_000;
    private static final int MAX_TRIMMED_PER_COMMIT = 500;
    private static final int REST = 9;
    private static final long LONGEST_REST = TimeUnit.SECONDS.toNanos(2);
    /** Pause after a failed commit: while the database cannot be written, a pause takes nothing from the others. */
    private static final long REST_AFTER_FAILURE = TimeUnit.SECONDS.toNanos(1);
    /** Requests grow old also while none come. */
    private static final long TRIM_EVERY = TimeUnit.MINUTES.toNanos(1);

    private final QuarantineStore store;
    private final QuarantineLimits limits;
    private volatile Accounts accounts;
    private volatile boolean recognised;
    private final Duration patience;
    private final QuarantineMetrics metrics;
    private final Clock clock;
    private final QuarantineQueue queue = new QuarantineQueue(MAX_WAITING, MAX_WAITING_BYTES);
    private final LogLimit outageLog = LogLimit.perSecond(log, 1, "failures");
    private final Thread writer = DaemonThreads.create("ringback-quarantine", this::run);

    public QuarantineKeeper(
            QuarantineStore store, CallbackOptions options, Accounts accounts, MeterRegistry registry, Clock clock) {
        this.store = store;
        this.limits = options.quarantine();
        this.accounts = accounts;
        this.patience = options.patience();
        this.metrics = new QuarantineMetrics(registry, store);
        this.clock = clock;
    }

    public void start() {
        writer.start();
    }

    /**
     * Hands a request over for keeping.
     *
     * @return completes when it is on disk, when it cannot be kept, or when patience ends, and then it is still tried; never exceptionally
     */
    CompletableFuture<Void> keep(RefusedRequest request) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        if (limits.requests() == 0) {
            done.complete(null);
        } else if (request.bytes() > limits.bytes()) {
            metrics.dropped("too_large", 1);
            done.complete(null);
        } else if (!queue.offer(new Waiting(request, done))) {
            metrics.dropped("busy", 1);
            done.complete(null);
        }
        return done.completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Keeps what was handed over, if the database lets it, then ends. */
    @Override
    public void close() {
        queue.close();
        try {
            writer.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!(recogniseAccounts() && trimToLimits()) && !queue.isClosed()) {
                queue.rest(REST_AFTER_FAILURE);
            }
            long lastTrim = System.nanoTime();
            List<Waiting> batch = next();
            while (!batch.isEmpty() || !queue.isClosed()) {
                if (!batch.isEmpty()) {
                    commit(batch);
                }
                if (System.nanoTime() - lastTrim >= TRIM_EVERY) {
                    trimToLimits();
                    if (!recognised) {
                        recogniseAccounts();
                    }
                    lastTrim = System.nanoTime();
                }
                batch = next();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Waiting> next() throws InterruptedException {
        return queue.poll(MAX_REQUESTS_PER_COMMIT, MAX_BYTES_PER_COMMIT, TRIM_EVERY);
    }

    /** Takes note of other accounts, also for what is in quarantine already; where the database does not let it, within a minute. */
    void recognise(Accounts newAccounts) {
        accounts = newAccounts;
        recogniseAccounts();
    }

    /** The settings may be others than before. False when the database would not let us. */
    private synchronized boolean recogniseAccounts() {
        recognised = false;
        try {
            store.recognise(accounts.all().stream().map(Account::sid).toList());
            recognised = true;
            long requests = store.size().requests();
            if (requests > 0) {
                log.info("{} requests are in quarantine: 'ringback quarantine list' tells why", requests);
            }
            return true;
        } catch (RuntimeException failed) {
            outageLog.warn(() -> "cannot look through the quarantine: " + failed.getMessage());
            return false;
        }
    }

    /** Small steps, in case the limits were lowered. False when the database would not let us. */
    private boolean trimToLimits() throws InterruptedException {
        try {
            LetGo letGo;
            do {
                long began = System.nanoTime();
                letGo = store.trim(limits, clock.instant(), MAX_TRIMMED_PER_COMMIT);
                metrics.letGo(letGo);
                rest(System.nanoTime() - began);
            } while (letGo.total() >= MAX_TRIMMED_PER_COMMIT && !queue.isClosed());
            return true;
        } catch (RuntimeException failed) {
            outageLog.warn(() -> "cannot trim the quarantine: " + failed.getMessage());
            return false;
        }
    }

    /** Returns when each request of the batch is kept, or given up. */
    private void commit(List<Waiting> batch) throws InterruptedException {
        List<Waiting> pending = new ArrayList<>(batch);
        while (!pending.isEmpty()) {
            long began = System.nanoTime();
            try {
                keep(pending);
                pending.clear();
                rest(System.nanoTime() - began);
            } catch (StorageUnavailableException outage) {
                if (queue.isClosed()) {
                    giveUp(pending, outage);
                    return;
                }
                outageLog.warn(() -> "cannot write the quarantine: " + outage.getMessage());
                queue.rest(REST_AFTER_FAILURE);
            } catch (StorageException culprit) {
                keepOneByOne(pending);
                return;
            } catch (RuntimeException | Error unexpected) {
                // this thread must live, and nobody may wait for ever
                giveUp(pending, unexpected);
                return;
            }
        }
    }

    private void keep(List<Waiting> pending) {
        metrics.kept(
                pending.size(),
                store.keep(pending.stream().map(Waiting::request).toList(), limits));
        pending.forEach(waiting -> waiting.done().complete(null));
    }

    /** Stores requests one by one, so that a bad one never fails its neighbours. */
    private void keepOneByOne(List<Waiting> pending) {
        for (Waiting waiting : pending) {
            try {
                keep(List.of(waiting));
            } catch (RuntimeException hopeless) {
                giveUp(List.of(waiting), hopeless);
            }
        }
    }

    private void giveUp(List<Waiting> pending, Throwable reason) {
        log.error("{} refused requests could not be kept", pending.size(), reason);
        metrics.dropped("failed", pending.size());
        pending.forEach(waiting -> waiting.done().complete(null));
    }

    private void rest(long turn) throws InterruptedException {
        queue.rest(Math.min(LONGEST_REST, turn * REST));
    }
}
