package dev.ringback.live;

import dev.ringback.model.LoggedEvent;
import dev.ringback.storage.EventPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the newest events of the log in memory, without a gap, for all streams that are up to date. Safe for use by many threads, but what it returns is
 * for one.
 */
final class RecentChanges {
    /** Who is further behind reads the log. */
    private static final int MOST = 2_000;

    private static final long MOST_CHARACTERS = 4_000_000;

    private final TreeMap<Long, Change> changes = new TreeMap<>();
    private long characters;
    /** The place before the first that is kept. */
    private @Nullable EventPosition start;

    private @Nullable EventPosition end;

    /**
     * Holds changes from one place to another.
     *
     * @param end where to go on behind them
     * @param isLast whether nothing was there behind it
     */
    record Stretch(List<Change> changes, EventPosition end, boolean isLast) {}

    /** Begins anew at a place. */
    synchronized void restart(EventPosition at) {
        changes.clear();
        characters = 0;
        start = at;
        end = at;
    }

    /** Adds events that follow those that are kept. */
    synchronized void add(List<LoggedEvent> events, EventPosition upTo) {
        for (LoggedEvent event : events) {
            changes.put(event.id(), new Change(upTo.behind(event), event));
            characters += event.event().payload().length();
        }
        end = upTo;
        while (changes.size() > 1 && (changes.size() > MOST || characters > MOST_CHARACTERS)) {
            Change eldest = changes.pollFirstEntry().getValue();
            characters -= eldest.logged().event().payload().length();
            start = eldest.position();
        }
    }

    /**
     * Returns the changes behind a place, at most so many; empty where not all of them are kept, or the place is further on than what is: the log has to tell
     * whether it is one at all.
     */
    synchronized Optional<Stretch> after(EventPosition position, int limit) {
        EventPosition from = start;
        EventPosition upTo = end;
        if (from == null
                || upTo == null
                || !from.generation().equals(position.generation())
                || position.eventId() < from.eventId()
                || position.eventId() > upTo.eventId()) {
            return Optional.empty();
        }
        List<Change> found = new ArrayList<>();
        for (Change change : changes.tailMap(position.eventId(), false).values()) {
            if (found.size() == limit) {
                return Optional.of(new Stretch(found, found.get(limit - 1).position(), false));
            }
            found.add(change);
        }
        return Optional.of(new Stretch(found, upTo, true));
    }
}
