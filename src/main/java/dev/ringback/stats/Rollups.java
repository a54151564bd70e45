package dev.ringback.stats;

import dev.ringback.concurrent.DaemonThreads;
import dev.ringback.model.StatsSpan;
import dev.ringback.storage.Database;
import dev.ringback.storage.EventLog;
import dev.ringback.storage.HeldLease;
import dev.ringback.storage.RollupKey;
import dev.ringback.storage.RollupStore;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the rollups of messages in a thread of its own, some seconds after something has come, and takes a twentieth of a processor at most. Of many nodes
 * one does it at a time.
 */
public final class Rollups implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Rollups.class);

    /** After a start there is enough to do. */
    private static final Duration FIRST = Duration.ofSeconds(2);

    /** Rounds are so far apart, so that what comes meanwhile is counted together. */
    private static final Duration BETWEEN_ROUNDS = Duration.ofSeconds(4);

    /** How often to look without having heard of anything: whether another node has stopped, and whether hours have become too old. */
    private static final Duration LOOK = Duration.ofSeconds(30);

    /** After a node has died another goes on so much later; prolonged long before. */
    private static final Duration LEASE_TIME = Duration.ofMinutes(1);

    /** The rest after a piece of work, in multiples of the time that it took. */
    private static final int REST = 19;

    private static final int READS_OF_ROUND = 50;
    private static final int HOURS_OF_ROUND = 48;
    private static final int DAYS_OF_ROUND = 20;
    private static final int HOURS_OF_SWEEP = 100;

    /** While retention is at work it deletes what has just become too old. */
    private static final long HOURS_AHEAD = 2;

    private static final Duration MINUTES_KEPT = Duration.ofHours(25);

    private final RollupStore store;
    private final EventLog events;
    private final LogCounter counter;
    private final RollupMaker maker;
    private final HeldLease lease;
    private final @Nullable Duration keep;
    private final Clock clock;
    private final Semaphore changed = new Semaphore(0);
    private final Semaphore closing = new Semaphore(0);
    private final Thread thread = DaemonThreads.create("ringback-rollups", this::keepOn);
    private EventLog.@Nullable Subscription subscription;
    private volatile boolean closed;
    private volatile int pending;
    private long frozenBefore = Long.MIN_VALUE;
    private long worked = System.nanoTime();

    /** @param keep how long is kept what arrives; null for ever */
    public Rollups(Database database, @Nullable Duration keep, Clock clock) {
        this.store = database.rollups();
        this.events = database.log();
        this.counter = new LogCounter(events, database.events(), store, clock);
        this.maker = new RollupMaker(store);
        this.lease = new HeldLease(database.leases(), "rollups", LEASE_TIME);
        this.keep = keep;
        this.clock = clock;
    }

    /** Shows how much there is to do. */
    public Rollups shownBy(MeterRegistry registry) {
        Gauge.builder("ringback.rollup.pending", this, rollups -> rollups.pending)
                .description(
                        "Hours whose figures this node has still to count, or to count again; at most 48 are looked at")
                .register(registry);
        return this;
    }

    public void start() {
        subscription = events.listen(changed::release);
        thread.start();
    }

    private void keepOn() {
        try {
            boolean more = false;
            Duration wait = FIRST;
            while (!closing.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                if (!more) {
                    changed.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                }
                changed.drainPermits();
                more = attempt();
                wait = more ? Duration.ZERO : BETWEEN_ROUNDS;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean attempt() {
        try {
            worked = System.nanoTime();
            return !closed && lease.hold() && round(this::rest);
        } catch (RuntimeException trouble) {
            if (!closed) {
                log.warn("figures are counted later: {}", trouble.getMessage());
            }
            return false;
        }
    }

    /** Rests for so long that the work takes its share and no more; ends the work where another node has taken over. */
    private boolean rest() {
        try {
            long took = System.nanoTime() - worked;
            boolean ends = closing.tryAcquire(REST * took, TimeUnit.NANOSECONDS);
            if (ends) {
                closing.release();
            }
            worked = System.nanoTime();
            return !ends && lease.hold();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Does all there is to do, without a rest: for tests. */
    void catchUp() {
        boolean more = true;
        while (more) {
            more = round(() -> true);
        }
    }

    /** Goes on for a while; returns whether there may be more to do. */
    private boolean round(Pace pace) {
        freeze();
        boolean more = false;
        Instant began = clock.instant();
        int reads = 0;
        boolean behind = true;
        while (behind && reads < READS_OF_ROUND) {
            behind = counter.step();
            reads++;
            if (!pace.rest()) {
                return false;
            }
        }
        if (behind) {
            more = true;
        } else {
            store.markedUntil(began);
            store.deleteMinutesBefore(minute(began.minus(MINUTES_KEPT)));
        }
        if (store.mark().sweeping()) {
            more |= store.sweep(HOURS_OF_SWEEP);
            if (!pace.rest()) {
                return false;
            }
        }
        return make(pace) || more;
    }

    private boolean make(Pace pace) {
        List<RollupKey> hours = store.dirty(StatsSpan.HOUR, HOURS_OF_ROUND);
        for (int i = 0; i < hours.size(); i++) {
            pending = hours.size() - i;
            if (!maker.hour(hours.get(i), pace)) {
                return false;
            }
        }
        pending = 0;
        List<RollupKey> days = store.dirty(StatsSpan.DAY, DAYS_OF_ROUND);
        for (RollupKey day : days) {
            maker.day(day);
            if (!pace.rest()) {
                return false;
            }
        }
        return hours.size() == HOURS_OF_ROUND || days.size() == DAYS_OF_ROUND;
    }

    private void freeze() {
        if (keep == null) {
            return;
        }
        long hour = StatsSpan.HOUR.numberOf(clock.instant().minus(keep)) + HOURS_AHEAD;
        if (hour > frozenBefore) {
            store.freezeBefore(hour);
            frozenBefore = hour;
        }
    }

    private static long minute(Instant moment) {
        return Math.floorDiv(moment.getEpochSecond(), Duration.ofMinutes(1).toSeconds());
    }

    /** Returns when the piece of work that is being done has ended. */
    @Override
    public void close() {
        closed = true;
        closing.release();
        changed.release();
        if (subscription != null) {
            subscription.close();
        }
        try {
            thread.join();
            lease.giveBack();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException unavailable) {
            log.debug("the lease ends by itself: {}", unavailable.getMessage());
        }
    }
}
