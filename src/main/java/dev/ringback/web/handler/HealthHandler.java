package dev.ringback.web.handler;

import dev.ringback.storage.EventStore;
import dev.ringback.storage.StorageException;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /health}: 200 when an event could be stored right now, 503 when not; and how old the last event is, for those who expect a steady
 * stream of them. The answer is about a second old at most: anybody may ask, and each look costs a commit.
 */
public final class HealthHandler implements Handler {
    private static final Logger log = LoggerFactory.getLogger(HealthHandler.class);
    private static final long KEEP_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final EventStore events;
    private final Supplier<OptionalDouble> projection;
    private final Clock clock;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile @Nullable Look last;

    /** @param projection tells how much has been made anew by the rules of this version, from 0 to 1; empty when there is nothing to do */
    public HealthHandler(EventStore events, Supplier<OptionalDouble> projection, Clock clock) {
        this.events = events;
        this.projection = projection;
        this.clock = clock;
    }

    private record Look(boolean writable, @Nullable Instant lastReceivedAt, long nanos) {}

    @Override
    public void handle(Context ctx) {
        Look look = look();
        Instant lastReceivedAt = look.lastReceivedAt();
        String age = lastReceivedAt == null
                ? "null"
                : String.valueOf(Math.max(
                        0, Duration.between(lastReceivedAt, clock.instant()).toSeconds()));
        ctx.status(look.writable() ? 200 : 503)
                .contentType("application/json")
                .result("{\"status\":\"%s\",\"database\":\"%s\",\"last_event_age_seconds\":%s%s}\n"
                        .formatted(
                                look.writable() ? "ok" : "unavailable",
                                look.writable() ? "writable" : "not writable",
                                age,
                                projected()));
    }

    /** Tells how much was made anew after an upgrade, for as long as that goes on. */
    private String projected() {
        OptionalDouble done = projection.get();
        return done.isEmpty() ? "" : ",\"projected_percent\":" + (int) (100 * done.getAsDouble());
    }

    /**
     * Looks at the database, at most once a second and in one thread: a look may take a second or two in trouble, and the others go by what
     * was seen before. Anybody may ask, in any number.
     */
    private Look look() {
        Look before = last;
        if (before != null && !looking.tryLock()) {
            return before;
        }
        if (before == null) {
            looking.lock();
        }
        try {
            Look look = last;
            if (look == null || System.nanoTime() - look.nanos() > KEEP_NANOS) {
                look = lookAnew(look);
                last = look;
            }
            return look;
        } finally {
            looking.unlock();
        }
    }

    private Look lookAnew(@Nullable Look before) {
        try {
            events.checkWritable();
            return new Look(true, events.lastReceivedAt().orElse(null), System.nanoTime());
        } catch (StorageException failure) {
            log.warn("the database is not writable: {}", failure.getMessage());
            return new Look(false, before == null ? null : before.lastReceivedAt(), System.nanoTime());
        }
    }
}
