package dev.ringback.stats;

import dev.ringback.model.CallbackFigures;
import dev.ringback.model.EventKind;
import dev.ringback.model.StatsAnswer;
import dev.ringback.model.StatsDimension;
import dev.ringback.model.StatsQuery;
import dev.ringback.model.StatsRow;
import dev.ringback.model.StatsSpan;
import dev.ringback.storage.AccountScope;
import dev.ringback.storage.DeliveryStats;
import dev.ringback.storage.EventMinute;
import dev.ringback.storage.LastEvent;
import dev.ringback.storage.RollupReads;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Answers from rollups. Whole days are read as such, unless hours are wanted; the present day, which is never whole, by its hours. Safe for use by many
 * threads.
 */
public final class RollupStats implements DeliveryStats {
    private static final int HOURS_OF_DAY = 24;
    private static final int MINUTES_SHOWN = 60;
    private static final long MINUTES_OF_DAY = Duration.ofDays(1).toMinutes();

    private final RollupReads reads;
    private final Clock clock;

    public RollupStats(RollupReads reads, Clock clock) {
        this.reads = reads;
        this.clock = clock;
    }

    @Override
    public StatsAnswer figures(AccountScope scope, StatsQuery query) {
        long from = StatsSpan.HOUR.numberOf(query.since());
        long until = StatsSpan.HOUR.numberFrom(query.before());
        Tally present = new Tally(query.by(), query.filters());
        read(scope, from, until, query.by().contains(StatsDimension.HOUR), present);
        Tally previous = new Tally(List.of(), query.filters());
        read(scope, from - (until - from), from, false, previous);
        Map<StatsDimension, List<StatsRow>> rows = new EnumMap<>(StatsDimension.class);
        for (int i = 0; i < query.by().size(); i++) {
            rows.put(query.by().get(i), present.rows(i, from, until));
        }
        RollupReads.Freshness freshness = reads.freshness();
        return new StatsAnswer(
                StatsSpan.HOUR.start(from),
                StatsSpan.HOUR.start(until),
                present.total(),
                previous.total(),
                rows,
                freshness.asOf(),
                freshness.pending());
    }

    private void read(AccountScope scope, long from, long until, boolean byHour, Tally tally) {
        long firstDay = -Math.floorDiv(-from, HOURS_OF_DAY);
        long today = StatsSpan.DAY.numberOf(clock.instant());
        long endDay = Math.min(Math.floorDiv(until, HOURS_OF_DAY), today);
        if (byHour || firstDay >= endDay) {
            reads.read(scope, StatsSpan.HOUR, from, until, tally);
            return;
        }
        reads.read(scope, StatsSpan.HOUR, from, firstDay * HOURS_OF_DAY, tally);
        reads.read(scope, StatsSpan.DAY, firstDay, endDay, tally);
        reads.read(scope, StatsSpan.HOUR, endDay * HOURS_OF_DAY, until, tally);
    }

    @Override
    public CallbackFigures callbacks(AccountScope scope) {
        long now = Math.floorDiv(
                clock.instant().getEpochSecond(), Duration.ofMinutes(1).toSeconds());
        long firstShown = now - MINUTES_SHOWN + 1;
        long[] minutes = new long[MINUTES_SHOWN];
        Map<EventKind, Long> lastHour = new EnumMap<>(EventKind.class);
        Map<EventKind, Long> lastDay = new EnumMap<>(EventKind.class);
        for (EventMinute minute : reads.minutes(scope, now - MINUTES_OF_DAY + 1)) {
            lastDay.merge(minute.kind(), minute.count(), Long::sum);
            if (minute.minute() >= firstShown && minute.minute() <= now) {
                lastHour.merge(minute.kind(), minute.count(), Long::sum);
                minutes[(int) (minute.minute() - firstShown)] += minute.count();
            }
        }
        Map<EventKind, Instant> last = new EnumMap<>(EventKind.class);
        for (LastEvent event : reads.lastEvents(scope)) {
            last.merge(event.kind(), event.receivedAt(), (one, other) -> one.isBefore(other) ? other : one);
        }
        List<CallbackFigures.Minute> shown = new ArrayList<>();
        for (int i = 0; i < MINUTES_SHOWN; i++) {
            shown.add(new CallbackFigures.Minute(
                    Instant.ofEpochSecond(Duration.ofMinutes(firstShown + i).toSeconds()), minutes[i]));
        }
        return new CallbackFigures(
                shown,
                last.entrySet().stream()
                        .map(kind -> new CallbackFigures.Kind(
                                kind.getKey(),
                                kind.getValue(),
                                lastHour.getOrDefault(kind.getKey(), 0L),
                                lastDay.getOrDefault(kind.getKey(), 0L)))
                        .toList());
    }
}
