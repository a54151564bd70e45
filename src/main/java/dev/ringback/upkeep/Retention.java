package dev.ringback.upkeep;

import dev.ringback.concurrent.DaemonThreads;
import dev.ringback.storage.AuditStore;
import dev.ringback.storage.Database;
import dev.ringback.storage.LeaseStore;
import dev.ringback.storage.RetentionStore;
import dev.ringback.storage.RetentionStore.Step;
import dev.ringback.storage.SystemEventStore;
import dev.ringback.twilio.callback.Projector;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what nothing has arrived about for too long: soon after the start, then every hour, in a thread of its own.
 *
 * <p>Whoever adds to the log waits for it meanwhile. So it goes in small steps and rests longer between them, rather than trust that the
 * priority of a thread means anything: a callback waits for one step at most, and a step for one commit.
 */
public final class Retention implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Retention.class);

    private static final Duration FIRST = Duration.ofSeconds(30);
    private static final Duration PERIOD = Duration.ofHours(1);
    private static final Duration AFTER_TROUBLE = Duration.ofMinutes(1);

    /** The rest after a step, in multiples of the time that the step took. */
    private static final int REST = 3;

    private static final Duration LEAST_REST = Duration.ofMillis(2);

    /** Few milliseconds' work. */
    private static final int ROWS_AT_ONCE = 100;

    private static final Duration ROWS_REST = Duration.ofMillis(20);

    private static final String LEASE = "retention";

    /** After a node has died another goes on so much later; prolonged long before. */
    private static final Duration LEASE_TIME = Duration.ofMinutes(2);

    private final RetentionOptions options;
    private final RetentionStore store;
    private final AuditStore audit;
    private final SystemEventStore systemEvents;
    private final LeaseStore leases;
    private final String holder = UUID.randomUUID().toString();
    private final RetentionMetrics metrics;
    private final Clock clock;
    private final Duration first;
    private final StepSize stepSize = new StepSize();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = DaemonThreads.create("ringback-retention", this::keepOn);

    /** @param leases see to it that of many nodes one does it */
    public Retention(
            RetentionOptions options,
            RetentionStore store,
            AuditStore audit,
            SystemEventStore systemEvents,
            LeaseStore leases,
            RetentionMetrics metrics,
            Clock clock) {
        this(options, store, audit, systemEvents, leases, metrics, clock, FIRST);
    }

    /** Creates the retention of a database, with its metrics. */
    public static Retention of(RetentionOptions options, Database database, MeterRegistry registry, Clock clock) {
        return new Retention(
                options,
                database.retention(Projector::references),
                database.audit(),
                database.systemEvents(),
                database.leases(),
                new RetentionMetrics(registry),
                clock);
    }

    /** @param first how long after the start it begins */
    Retention(
            RetentionOptions options,
            RetentionStore store,
            AuditStore audit,
            SystemEventStore systemEvents,
            LeaseStore leases,
            RetentionMetrics metrics,
            Clock clock,
            Duration first) {
        this.options = options;
        this.store = store;
        this.audit = audit;
        this.systemEvents = systemEvents;
        this.leases = leases;
        this.metrics = metrics;
        this.clock = clock;
        this.first = first;
    }

    public void start() {
        if (options.keep() != null) {
            thread.start();
        }
    }

    /** Returns when the step that is being done has ended. */
    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void keepOn() {
        try {
            Duration wait = first;
            while (!closes(wait)) {
                wait = attempt();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** How long to wait before the next. */
    private Duration attempt() throws InterruptedException {
        try {
            run();
            return PERIOD;
        } catch (RuntimeException trouble) {
            log.warn("could not delete what is too old, trying again later: {}", trouble.getMessage());
            return AFTER_TROUBLE;
        }
    }

    /** Deletes all that is too old now, unless it is closed meanwhile, or another node is at it. */
    void run() throws InterruptedException {
        Duration keep = options.keep();
        if (keep == null || !leases.take(LEASE, holder, LEASE_TIME)) {
            return;
        }
        try {
            run(keep);
        } finally {
            leases.giveBack(LEASE, holder);
        }
    }

    private void run(Duration keep) throws InterruptedException {
        Instant before = clock.instant().minus(keep);
        long events = 0;
        long rows = 0;
        long afterId = 0;
        boolean finished = false;
        boolean closed = false;
        long prolonged = System.nanoTime();
        while (!finished && !closed) {
            if (System.nanoTime() - prolonged > LEASE_TIME.dividedBy(4).toNanos()) {
                prolonged = System.nanoTime();
                if (!leases.take(LEASE, holder, LEASE_TIME)) {
                    return;
                }
            }
            Step step = store.deleteSome(before, afterId, stepSize.get());
            afterId = step.afterId();
            finished = step.finished();
            if (!step.writerTime().isZero()) {
                metrics.count(step);
                stepSize.learn(step.writerTime());
                events += step.events();
                rows += step.rows();
            }
            closed = closes(rest(step));
        }
        if (events > 0) {
            log.info("deleted {} events and {} resources of before {}", events, rows, before);
        }
        while (!closed && audit.deleteBefore(before, ROWS_AT_ONCE) == ROWS_AT_ONCE) {
            closed = closes(ROWS_REST);
        }
        while (!closed && systemEvents.deleteBefore(before, ROWS_AT_ONCE) == ROWS_AT_ONCE) {
            closed = closes(ROWS_REST);
        }
    }

    private static Duration rest(Step step) {
        Duration rest = step.writerTime().multipliedBy(REST);
        return rest.compareTo(LEAST_REST) < 0 ? LEAST_REST : rest;
    }

    private boolean closes(Duration wait) throws InterruptedException {
        return closing.await(wait.toNanos(), TimeUnit.NANOSECONDS);
    }
}
