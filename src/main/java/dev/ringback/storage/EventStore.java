package dev.ringback.storage;

import dev.ringback.model.Entry;
import dev.ringback.model.LoggedEvent;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The event log, and the one way to change the mirror. Safe for use by many threads; appends take turns. */
public interface EventStore {

    /**
     * Stores events with all that follows from them, in one transaction. When this returns, everything is on disk and synced.
     *
     * <p>An event that the log already holds (same account, SID and digest) changes nothing but its count of arrivals. What an event says
     * of a resource is merged so that the order and repetition of events do not matter: statuses go by their position, times of creation
     * are the earliest and times of update the latest seen, an unknown field never erases a known one, and of two different values for a
     * field that should never change the greater stays.
     *
     * @param entries may be empty, and may hold the same event twice
     * @return for each entry whether it was new, in the order given
     * @throws StorageUnavailableException when the database cannot be written now; nothing was stored
     * @throws StorageException when an entry cannot be stored; nothing was stored
     */
    List<Appended> append(List<Entry> entries);

    /**
     * The events on the timeline of a resource, in the order they first came: those about it and those that refer to it.
     *
     * @param accountSids only events of these accounts are seen
     * @param afterId the {@link LoggedEvent#id} to continue after, 0 to begin
     * @return at most {@code limit} events, none when nothing is known of that SID
     */
    List<LoggedEvent> timeline(Collection<String> accountSids, String sid, long afterId, int limit);

    /** When the newest event of the log arrived last; empty on an empty log. */
    Optional<Instant> lastReceivedAt();

    /**
     * Proves that a transaction can be committed right now, by committing one.
     *
     * @throws StorageUnavailableException when it cannot
     */
    void checkWritable();

    /** Outcome of appending an event. */
    enum Appended {
        /** It was new, and is now part of the log and the mirror. */
        STORED,
        /** The log held it already; only its count of arrivals went up. */
        REPEATED
    }
}
