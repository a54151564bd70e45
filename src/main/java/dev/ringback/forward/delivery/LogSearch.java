package dev.ringback.forward.delivery;

import dev.ringback.model.LoggedEvent;
import dev.ringback.storage.ForwardStore;
import java.time.Instant;
import java.util.List;

/**
 * Finds a moment in the log, which is in the order of ids and has no index on time. That is nearly the order in which events were received:
 * nodes differ a little, and what was in quarantine has its first time and a late id.
 */
final class LogSearch {
    /** Number of successive events that may be out of order; more than a full quarantine has by its default limits. */
    static final int DISORDER = 20_000;

    private static final int AT_ONCE = 500;

    private final ForwardStore store;
    private final long settled;

    /** @param settled as {@link ForwardStore#settledEvent} says */
    LogSearch(ForwardStore store, long settled) {
        this.store = store;
        this.settled = settled;
    }

    /** Returns an id after which all events stand that were received at a moment or later. */
    long before(Instant moment) {
        long found = search(moment, settled);
        long earlier = earlier(moment, found);
        while (earlier < found) {
            found = search(moment, earlier);
            earlier = earlier(moment, found);
        }
        return found;
    }

    /** Searches by bisection. Events that are out of order may make it end too late. */
    private long search(Instant moment, long end) {
        long low = 0;
        long high = end;
        while (low < high) {
            long middle = low + (high - low) / 2;
            List<LoggedEvent> next = store.events(middle, end, 1);
            if (next.isEmpty() || isFrom(moment, next.get(0))) {
                high = middle;
            } else {
                low = next.get(0).id();
            }
        }
        return low;
    }

    /**
     * Looks for out-of-order events shortly before an id. Returns the id before the first one received at the moment or later, or the given id
     * if there is none.
     */
    private long earlier(Instant moment, long found) {
        long after = Math.max(0, found - DISORDER);
        List<LoggedEvent> batch = store.events(after, found, AT_ONCE);
        while (!batch.isEmpty()) {
            for (LoggedEvent event : batch) {
                if (isFrom(moment, event)) {
                    return event.id() - 1;
                }
            }
            after = batch.get(batch.size() - 1).id();
            batch = store.events(after, found, AT_ONCE);
        }
        return found;
    }

    private static boolean isFrom(Instant moment, LoggedEvent event) {
        return !event.event().receivedAt().isBefore(moment);
    }
}
