package dev.ringback.storage;

import dev.ringback.model.LoggedEvent;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The log for those who follow it: events in their order, each of which they meet once. Each reader keeps its own {@link EventPosition}. Safe
 * for use by many threads and any number of readers.
 *
 * <p>A reader begins at a position, takes the {@link #settled} part of the log, and reads it to its end; then it waits until the listener
 * that it has given to {@link #listen} is called.
 */
public interface EventLog {

    /**
     * Returns the log up to an id up to which no event can appear any more. With many nodes a greater id may be committed before a smaller
     * one: for those that are under way this waits, tens of milliseconds on a busy server and 2 seconds at most, and nobody waits for this.
     *
     * @throws StorageUnavailableException when the database cannot be used now, or what is under way does not end
     */
    Settled settled();

    /** Returns the events with the given ids that are in the log still, by their ids. */
    Map<Long, LoggedEvent> byId(Set<Long> ids);

    /**
     * From now on calls the listener when the log may have become longer: at once after a commit of this process, within a moment after one of
     * another node, and within about a second where the word of that is lost. On PostgreSQL it is called every second at least, also without
     * reason. What another process adds to a SQLite file, as a command beside the server does, is not told. The listener is called by
     * threads that store events, so it has to return soon.
     *
     * @return ends it
     */
    Subscription listen(Runnable listener);

    /**
     * The part of the log that was settled at one moment. Events of it may be deleted afterwards, but none is added. Safe for use by many
     * threads and readers; it keeps nothing open.
     */
    interface Settled {

        /** Returns the place before the first event. */
        EventPosition beginning();

        /** Returns the place behind the newest event of this part: who begins here reads what comes later. */
        EventPosition end();

        /**
         * Returns the place behind an event of this generation, for who has kept its id alone.
         *
         * @param eventId of an event that may be deleted since; 0 for the beginning
         */
        EventPosition behind(long eventId);

        /**
         * Returns the events of this part behind a position, in the order of their ids.
         *
         * @param position one that a later part was read to is none that is lost: there are just no events behind it here
         * @return at most {@code limit}, and fewer where they are large, but none only where there are none
         * @throws LostPositionException when the position is of another generation of the database, or behind the end of the log
         * @throws StorageUnavailableException when the database cannot be used now
         */
        List<LoggedEvent> after(EventPosition position, int limit);
    }

    /** Keeps a listener subscribed until it is closed. */
    interface Subscription extends AutoCloseable {
        /** The listener is not called for what is committed from now on. */
        @Override
        void close();
    }
}
