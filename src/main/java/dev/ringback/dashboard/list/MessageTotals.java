package dev.ringback.dashboard.list;

import dev.ringback.model.StatsFigures;
import dev.ringback.model.StatsQuery;
import dev.ringback.storage.AccountScope;
import dev.ringback.storage.DeliveryStats;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Tells about how many messages an account has, from rollups: nobody counts millions of rows. Safe for use by many threads. */
final class MessageTotals {
    private static final Duration KEPT = Duration.ofMinutes(1);

    /** Older ones are few, if any: retention deletes them. */
    private static final Duration LOOKED_BACK = Duration.ofDays(400);

    private final DeliveryStats stats;
    private final Clock clock;
    private final Map<String, Total> known = new ConcurrentHashMap<>();

    MessageTotals(DeliveryStats stats, Clock clock) {
        this.stats = stats;
        this.clock = clock;
    }

    private record Total(Instant at, long messages) {}

    /** Returns about how many there are; 0 while none is counted yet. */
    long of(String accountSid) {
        Instant now = clock.instant();
        return known.compute(
                        accountSid,
                        (sid, before) -> before != null
                                        && Duration.between(before.at(), now).compareTo(KEPT) < 0
                                ? before
                                : new Total(now, count(sid, now)))
                .messages();
    }

    private long count(String accountSid, Instant now) {
        StatsFigures totals = stats.figures(
                        AccountScope.of(List.of(accountSid)),
                        new StatsQuery(now.minus(LOOKED_BACK), now, List.of(), Map.of()))
                .totals();
        return totals.messages() + totals.inbound();
    }
}
