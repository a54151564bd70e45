package dev.ringback.storage;

import dev.ringback.model.Event;
import dev.ringback.model.LoggedEvent;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Lists the log, newest first. Safe for use by many threads. */
public interface EventHistory {
    /** Bounds how many events of the log are looked at for one page, however few of them match. */
    int EVENTS_LOOKED_AT = 25_000;

    /** Bounds how many characters of payload are read for one page; the event that reaches the bound is read whole. */
    long CHARACTERS_READ = 16_000_000;

    /**
     * Bounds how far from its place by time an event may stand in the log and is still found by time, in events. Ids are nearly in the order of
     * time: the clocks of nodes differ a little, and what was in quarantine has its first time and a late id. It is more than a full quarantine
     * by its default limits.
     */
    int DISORDER = 20_000;

    /**
     * Reads the log backwards. There is no index but that of the ids, so a page ends also when the log was looked at as far as one page may,
     * and may be short or empty then.
     *
     * @param matching which of the events that the query finds belong to the list; may be slow, its work is bounded too
     */
    Stretch newestFirst(EventQuery query, Predicate<Event> matching);

    /**
     * Looks for the first event of an account that Twilio told without being asked, in the order of the log: at {@value #EVENTS_LOOKED_AT} events at
     * most, of all accounts.
     *
     * @param afterId where to go on, 0 to begin
     */
    Beginning beginning(String accountSid, long afterId);

    /**
     * Tells where an account begins.
     *
     * @param receivedAt when the first event came; null where none was found yet
     * @param upToId the last id that was looked at
     */
    record Beginning(@Nullable Instant receivedAt, long upToId) {}

    /**
     * Events that one page found.
     *
     * @param nextBefore the id that the next page continues before; null when the log has no more of the list
     */
    record Stretch(List<LoggedEvent> events, @Nullable Long nextBefore) {
        public Stretch {
            events = List.copyOf(events);
        }
    }
}
