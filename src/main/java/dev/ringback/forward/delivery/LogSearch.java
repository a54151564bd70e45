package dev.ringback.forward.delivery;

import dev.ringback.model.LoggedEvent;
import dev.ringback.storage.EventLog;
import dev.ringback.storage.EventPosition;
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

    private final EventLog.Settled log;

    LogSearch(EventLog.Settled log) {
        this.log = log;
    }

    /** Returns a position behind which all events stand that were received at a moment or later. */
    EventPosition before(Instant moment) {
        long found = search(moment, log.end().eventId());
        long earlier = earlier(moment, found);
        while (earlier < found) {
            found = search(moment, earlier);
            earlier = earlier(moment, found);
        }
        return log.behind(found);
    }

    /** Searches by bisection. Events that are out of order may make it end too late. */
    private long search(Instant moment, long end) {
        long low = 0;
        long high = end;
        while (low < high) {
            long middle = low + (high - low) / 2;
            List<LoggedEvent> next = log.after(log.behind(middle), 1);
            if (next.isEmpty() || next.get(0).id() > end || isFrom(moment, next.get(0))) {
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
        EventPosition after = log.behind(Math.max(0, found - DISORDER));
        while (after.eventId() < found) {
            List<LoggedEvent> batch = log.after(after, AT_ONCE);
            if (batch.isEmpty()) {
                return found;
            }
            for (LoggedEvent event : batch) {
                if (event.id() > found) {
                    return found;
                }
                if (isFrom(moment, event)) {
                    return event.id() - 1;
                }
            }
            after = after.behind(batch.get(batch.size() - 1));
        }
        return found;
    }

    private static boolean isFrom(Instant moment, LoggedEvent event) {
        return !event.event().receivedAt().isBefore(moment);
    }
}
