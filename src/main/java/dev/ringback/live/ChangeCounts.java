package dev.ringback.live;

import dev.ringback.model.Event;
import dev.ringback.model.EventKind;
import dev.ringback.storage.EventPosition;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts changes by their account and kind, once for all streams that ask for nothing else. The kind is the one that was recognised when the event came, so
 * that it need not be read. Used by one thread.
 */
final class ChangeCounts {
    private final Map<Sort, Count> counts = new HashMap<>();

    private record Sort(String accountSid, EventKind kind) {}

    private static final class Count {
        private int changes;
        private EventPosition last;

        Count(EventPosition last) {
            this.last = last;
        }
    }

    /** Counts a change, which follows those that were counted before. */
    void add(Change change) {
        Count count = counts.computeIfAbsent(
                new Sort(change.logged().event().accountSid(), kind(change)), unseen -> new Count(change.position()));
        count.changes++;
        count.last = change.position();
    }

    /** Looks closer where nothing was recognised: an older node may have stored it. */
    private static EventKind kind(Change change) {
        Event event = change.logged().event();
        return event.kind() == EventKind.UNKNOWN ? change.reading().kind() : event.kind();
    }

    /** Has a stream note the changes that match. */
    void note(SummaryStream stream) {
        int changes = 0;
        EventPosition last = stream.position();
        for (Map.Entry<Sort, Count> each : counts.entrySet()) {
            Count count = each.getValue();
            if (stream.filter()
                    .matches(each.getKey().accountSid(), each.getKey().kind())) {
                changes += count.changes;
                last = count.last.eventId() > last.eventId() ? count.last : last;
            }
        }
        if (changes > 0) {
            stream.note(changes, last);
        }
    }
}
