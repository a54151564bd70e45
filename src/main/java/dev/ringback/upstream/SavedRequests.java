package dev.ringback.upstream;

import dev.ringback.concurrent.DaemonThreads;
import dev.ringback.storage.RequestCount;
import dev.ringback.storage.RequestCountStore;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the reads that the mirror answered and the requests that went to Twilio, in memory, and adds them to the database every ten seconds and
 * at its close. What could not be added is added the next time, to the hour of then. Counting takes no lock. Safe for use by many threads.
 */
public final class SavedRequests implements RequestCounter, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SavedRequests.class);

    private static final Duration PERIOD = Duration.ofSeconds(10);
    private static final Duration KEPT = Duration.ofDays(366);
    private static final String NOBODY = "";

    /** Accounts and callers are those of the settings; this many hold ten times what anybody has there. */
    private static final int MOST_KEYS = 50_000;

    private final RequestCountStore store;
    private final Clock clock;
    private final int mostKeys;
    private final Map<Key, Count> counts = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(DaemonThreads.numbered("ringback-saved-requests"));
    private @Nullable Instant cleanedAt;
    private boolean failing;

    private record Key(String accountSid, String caller, String what) {
        boolean isMirror() {
            return what.equals(RequestCount.MIRROR);
        }

        boolean isRequest() {
            return !isMirror() && !what.equals(RequestCount.REFUSED);
        }
    }

    /** Holds what was counted since the start, and how much of that the database has. */
    private static final class Count {
        final LongAdder counted = new LongAdder();
        /** Guarded by the counter that it belongs to. */
        long stored;
    }

    /** Counts from now on, and adds nothing to the database before the {@link #start}. */
    public SavedRequests(RequestCountStore store, MeterRegistry registry, Clock clock) {
        this(store, registry, clock, MOST_KEYS);
    }

    /** @param mostKeys accounts with their callers and what is counted, at most; further ones are not counted */
    SavedRequests(RequestCountStore store, MeterRegistry registry, Clock clock, int mostKeys) {
        this.store = store;
        this.clock = clock;
        this.mostKeys = mostKeys;
        FunctionCounter.builder("ringback.mirror.reads", this, counter -> counter.sum(Key::isMirror))
                .description("Reads at Twilio's addresses that were answered without asking Twilio")
                .register(registry);
        Gauge.builder("ringback.saved.share", this, SavedRequests::share)
                .description("Share of the reads that the mirror answered in these and all requests to Twilio")
                .register(registry);
    }

    public void start() {
        var unused =
                timer.scheduleWithFixedDelay(this::store, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Counts a read that was answered without asking Twilio.
     *
     * @param accountSid whose resources were read
     * @param caller the SID of an API key or {@link dev.ringback.model.Actor#AUTH_TOKEN}
     */
    public void answered(String accountSid, String caller) {
        add(accountSid, caller, RequestCount.MIRROR);
    }

    @Override
    public void sent(UpstreamRequest request, int status) {
        add(request.accountSid(), NOBODY, request.purpose().value());
        if (status == 429) {
            add(request.accountSid(), NOBODY, RequestCount.REFUSED);
        }
    }

    private void add(String accountSid, String caller, String what) {
        Key key = new Key(accountSid, caller, what);
        Count count = counts.get(key);
        if (count == null) {
            if (counts.size() >= mostKeys) {
                return;
            }
            count = counts.computeIfAbsent(key, absent -> new Count());
        }
        count.counted.increment();
    }

    private double sum(Predicate<Key> which) {
        return counts.entrySet().stream()
                .filter(entry -> which.test(entry.getKey()))
                .mapToLong(entry -> entry.getValue().counted.sum())
                .sum();
    }

    /** Not a number while nothing was counted. */
    private double share() {
        double mirror = sum(Key::isMirror);
        return mirror / (mirror + sum(Key::isRequest));
    }

    /** Adds to the database what was counted since the last time, and deletes what is older than a year. Throws nothing. */
    synchronized void store() {
        try {
            Instant now = clock.instant();
            add(now);
            clean(now.truncatedTo(ChronoUnit.HOURS));
            failing = false;
        } catch (RuntimeException trouble) {
            if (!failing) {
                log.warn("requests could not be counted, trying again every 10 s: {}", trouble.getMessage());
            }
            failing = true;
        }
    }

    private void add(Instant now) {
        List<RequestCount> batch = new ArrayList<>();
        counts.forEach((key, count) -> {
            long more = count.counted.sum() - count.stored;
            if (more > 0) {
                batch.add(new RequestCount(key.accountSid(), key.caller(), key.what(), more));
            }
        });
        if (batch.isEmpty()) {
            return;
        }
        store.add(now, batch);
        for (RequestCount added : batch) {
            Count count = counts.get(new Key(added.accountSid(), added.caller(), added.what()));
            if (count != null) {
                count.stored += added.count();
            }
        }
    }

    /** Once an hour. Retention would not do, since it may keep everything for ever. */
    private void clean(Instant hour) {
        if (!hour.equals(cleanedAt)) {
            store.deleteBefore(hour.minus(KEPT));
            cleanedAt = hour;
        }
    }

    /** Adds what is left to the database. */
    @Override
    public void close() {
        timer.shutdown();
        store();
    }
}
