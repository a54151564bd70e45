package dev.ringback.dashboard.list;

import dev.ringback.model.StatsDimension;
import dev.ringback.model.StatsFigures;
import dev.ringback.model.StatsQuery;
import dev.ringback.model.TimeRange;
import dev.ringback.storage.AccountScope;
import dev.ringback.storage.DeliveryStats;
import dev.ringback.storage.MessageFilter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Tells about how many messages an account has, from rollups: nobody counts millions of rows. Safe for use by many threads. */
final class MessageTotals {
    private static final int MOST_KNOWN = 1_000;
    private static final Duration KEPT = Duration.ofMinutes(1);

    /** Older ones are few, if any: retention deletes them. */
    private static final Duration LOOKED_BACK = Duration.ofDays(400);

    private final DeliveryStats stats;
    private final Clock clock;
    private final Map<Asked, Total> known = new ConcurrentHashMap<>();

    MessageTotals(DeliveryStats stats, Clock clock) {
        this.stats = stats;
        this.clock = clock;
    }

    private record Total(Instant at, long messages) {}

    private record Asked(String accountSid, Map<StatsDimension, String> filters) {}

    /** Returns about how many there are that match; 0 while none is counted yet, and for filters that rollups know nothing of. */
    long of(String accountSid, MessageFilter filter) {
        if (filter.to() != null
                || filter.from() != null
                || !filter.dateSent().equals(TimeRange.ALWAYS)
                || !filter.tags().isEmpty()) {
            return 0;
        }
        Map<StatsDimension, String> filters = new EnumMap<>(StatsDimension.class);
        put(filters, StatsDimension.STATUS, filter.status());
        put(filters, StatsDimension.ERROR_CODE, filter.errorCode());
        put(filters, StatsDimension.SERVICE, filter.messagingServiceSid());
        return of(new Asked(accountSid, Map.copyOf(filters)));
    }

    private static void put(Map<StatsDimension, String> filters, StatsDimension dimension, @Nullable Object value) {
        if (value != null) {
            filters.put(dimension, value.toString());
        }
    }

    private long of(Asked asked) {
        Instant now = clock.instant();
        if (known.size() >= MOST_KNOWN) {
            // Whoever filters by anything at all must not fill the memory.
            known.clear();
        }
        return known.compute(
                        asked,
                        (same, before) -> before != null
                                        && Duration.between(before.at(), now).compareTo(KEPT) < 0
                                ? before
                                : new Total(now, count(same, now)))
                .messages();
    }

    private long count(Asked asked, Instant now) {
        StatsFigures totals = stats.figures(
                        AccountScope.of(List.of(asked.accountSid())),
                        new StatsQuery(now.minus(LOOKED_BACK), now, List.of(), asked.filters()))
                .totals();
        return totals.messages() + totals.inbound();
    }
}
