package dev.ringback.storage;

import dev.ringback.model.StatsSpan;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads rollups and counts of events. Safe for use by many threads. */
public interface RollupReads {

    /** Hears of each rollup. */
    @FunctionalInterface
    interface Visitor {
        void visit(RollupKey key, byte[] content);
    }

    /**
     * Shows rollups, those of one account after the other.
     *
     * @param from number of the first
     * @param until number of the first that is not wanted any more
     */
    void read(AccountScope scope, StatsSpan span, long from, long until, Visitor visitor);

    /**
     * Says how fresh the rollups are.
     *
     * @param asOf until when everything that came is counted or marked; null where nothing is counted yet
     * @param pending how many hours have to be made again
     * @param sweeping whether there are hours that are not marked yet
     */
    record Freshness(@Nullable Instant asOf, long pending, boolean sweeping) {}

    Freshness freshness();

    /** Returns how many events came in each minute from one on, for at most the last day. */
    List<EventMinute> minutes(AccountScope scope, long from);

    /** Returns when the last event of each kind came. */
    List<LastEvent> lastEvents(AccountScope scope);
}
