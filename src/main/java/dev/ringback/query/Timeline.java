package dev.ringback.query;

import dev.ringback.model.LoggedEvent;
import dev.ringback.storage.EventStore;
import dev.ringback.twilio.callback.EventReading;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds a page of the events of a resource, in the order they arrived.
 *
 * @param accountSid whose resource it is; null when nothing is known of it
 * @param nextAfter the event the next page begins after; null on the last page
 */
public record Timeline(
        @Nullable String accountSid,
        List<TimelineEntry> entries,
        @Nullable Long nextAfter) {
    private static final int CHUNK = 500;

    /**
     * Longest walk, in events. An effect depends on all events before it, so a later page is read by walking the log up to it. A resource
     * has a handful of events and a busy conference some thousands; beyond this many the page comes without effects rather than the walk
     * without end.
     */
    private static final int MAX_WALK = 10_000;

    /**
     * Reads a page.
     *
     * @param after the id of the event to continue after, 0 to begin
     */
    public static Timeline read(EventStore events, Collection<String> accountSids, String sid, long after, int size) {
        StatusTracker tracker = new StatusTracker();
        List<LoggedEvent> walked = after == 0 ? List.of() : events.timeline(accountSids, sid, 0, CHUNK);
        String accountSid = walked.isEmpty() ? null : walked.get(0).event().accountSid();
        boolean complete = walk(events, accountSids, sid, after, walked, tracker);
        List<LoggedEvent> found = events.timeline(accountSids, sid, after, size + 1);
        List<TimelineEntry> entries = new ArrayList<>();
        for (LoggedEvent logged : found.subList(0, Math.min(size, found.size()))) {
            EventReading reading = EventReading.of(logged.event());
            Effect effect = next(tracker, reading);
            entries.add(new TimelineEntry(logged, reading, complete ? effect : null));
        }
        if (accountSid == null && !found.isEmpty()) {
            accountSid = found.get(0).event().accountSid();
        }
        return new Timeline(
                accountSid, entries, found.size() > size ? found.get(size - 1).id() : null);
    }

    /** Follows the events up to and including the one with that id; false when there were too many. */
    private static boolean walk(
            EventStore events,
            Collection<String> accountSids,
            String sid,
            long upTo,
            List<LoggedEvent> first,
            StatusTracker tracker) {
        List<LoggedEvent> chunk = first;
        for (int chunks = 0; !chunk.isEmpty(); chunks++) {
            if (chunks == MAX_WALK / CHUNK) {
                return false;
            }
            for (LoggedEvent logged : chunk) {
                if (logged.id() > upTo) {
                    return true;
                }
                EventReading reading = EventReading.of(logged.event());
                next(tracker, reading);
            }
            chunk = events.timeline(
                    accountSids, sid, chunk.get(chunk.size() - 1).id(), CHUNK);
        }
        return true;
    }

    private static @Nullable Effect next(StatusTracker tracker, EventReading reading) {
        return tracker.next(
                reading.subject(), reading.progress(), reading.parameters().text("ErrorCode"));
    }
}
