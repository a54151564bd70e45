package dev.ringback.storage.jdbi.store;

import dev.ringback.model.Digest;
import dev.ringback.model.Event;
import dev.ringback.model.Generation;
import dev.ringback.model.LoggedEvent;
import dev.ringback.storage.EventPosition;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the events of the last moments in memory as they were committed, so that those who follow the log need not read back what this process has written
 * itself: reading an event costs half of what storing it does. It is a stretch of the log without a gap, of one generation; whatever would leave a gap,
 * as a command that stores an event beside the server, begins it anew. Safe for use by many threads.
 *
 * <p>It is short, so that what is deleted or changed in the log by others is soon read from there.
 */
final class RecentEvents {
    private static final int MOST = 2_048;

    private static final long MOST_CHARACTERS = 4_000_000;

    private static final Duration KEPT = Duration.ofSeconds(10);

    private final @Nullable LoggedEvent[] events = new LoggedEvent[MOST];
    private final long[] addedAt = new long[MOST];
    private final Map<Digest, Long> ids = new HashMap<>();
    private @Nullable Generation generation;
    private long first;
    private long next;
    private long characters;

    /** Forgets them: the log is not what they say any more, or may not be. */
    synchronized void forget() {
        while (first < next) {
            dropFirst();
        }
        generation = null;
    }

    /**
     * Adds what a commit has added to the log.
     *
     * @param newest the place behind the last event; those before it have the ids that lead up to its own
     */
    synchronized void add(EventPosition newest, List<Event> added) {
        long firstId = newest.eventId() - added.size() + 1;
        if (!added.stream().allMatch(RecentEvents::isReadAsWritten)) {
            forget();
            return;
        }
        if (!newest.generation().equals(generation) || firstId != next) {
            forget();
            generation = newest.generation();
            first = firstId;
            next = firstId;
        }
        long now = System.nanoTime();
        for (Event event : added) {
            if (next - first == MOST) {
                dropFirst();
            }
            Event read = asRead(event);
            events[slot(next)] = new LoggedEvent(next, read, 1, read.receivedAt());
            addedAt[slot(next)] = now;
            ids.put(event.digest(), next);
            characters += event.payload().length();
            next++;
        }
        while (next - first > 1 && characters > MOST_CHARACTERS) {
            dropFirst();
        }
    }

    /** Counts another arrival of an event, where it is among these. */
    synchronized void repeat(Event again) {
        Long id = ids.get(again.digest());
        if (id == null) {
            return;
        }
        LoggedEvent known = event(id);
        if (!known.event().sid().equals(again.sid())
                || !known.event().accountSid().equals(again.accountSid())) {
            forget();
            return;
        }
        Instant at = again.receivedAt().truncatedTo(ChronoUnit.MILLIS);
        Instant last = at.isAfter(known.lastReceivedAt()) ? at : known.lastReceivedAt();
        events[slot(id)] = new LoggedEvent(id, known.event(), known.arrivals() + 1, last);
    }

    /**
     * Returns the events behind an id, in their order.
     *
     * @param upTo the greatest id that is asked for
     * @return at most {@code limit}; none where the log has to be read, because not all are here or there are none
     */
    synchronized List<LoggedEvent> after(Generation of, long id, long upTo, int limit) {
        long from = id + 1;
        if (!of.equals(generation) || from < first || from >= next || isOld(from)) {
            return List.of();
        }
        long end = Math.min(Math.min(next, upTo + 1), from + limit);
        List<LoggedEvent> found = new ArrayList<>();
        for (long each = from; each < end; each++) {
            found.add(event(each));
        }
        return found;
    }

    private boolean isOld(long id) {
        return System.nanoTime() - addedAt[slot(id)] > KEPT.toNanos();
    }

    private LoggedEvent event(long id) {
        return Objects.requireNonNull(events[slot(id)]);
    }

    private static int slot(long id) {
        return (int) (id % MOST);
    }

    private void dropFirst() {
        LoggedEvent dropped = event(first);
        ids.remove(dropped.event().digest(), first);
        characters -= dropped.event().payload().length();
        events[slot(first)] = null;
        first++;
    }

    /** The log keeps milliseconds. */
    private static Event asRead(Event event) {
        return event.withTimes(
                event.receivedAt().truncatedTo(ChronoUnit.MILLIS),
                truncated(event.occurredAt()),
                truncated(event.agedAt()));
    }

    private static @Nullable Instant truncated(@Nullable Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Half a character, which only a faulty text has, is not kept as it is; nor is a NUL for certain. */
    private static boolean isReadAsWritten(Event event) {
        return isPlain(event.payload())
                && isPlain(event.target())
                && isPlain(event.sid())
                && isPlain(event.method())
                && isPlain(event.accountSid())
                && (event.problem() == null || isPlain(event.problem()))
                && (event.idempotencyToken() == null || isPlain(event.idempotencyToken()));
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }
}
