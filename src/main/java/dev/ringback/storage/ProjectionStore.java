package dev.ringback.storage;

import dev.ringback.model.Entry;
import dev.ringback.model.LoggedEvent;
import java.util.List;

/**
 * Everything that follows from the log, as something to drop and make again: the resources, and which further timelines an event belongs
 * to. The log itself is only read.
 *
 * <p>From {@link #drop} to {@link #finish} the database says of itself that it is incomplete, and nobody else may open it.
 */
public interface ProjectionStore {

    /**
     * Deletes all that follows from the log, in one transaction. What retention had begun to delete is deleted to the end.
     *
     * @throws StorageUnavailableException when the database cannot be written now; nothing has changed
     */
    void drop();

    /** The id of the newest event, 0 on an empty log. */
    long newestEvent();

    /**
     * The log in its order.
     *
     * @param afterId the {@link LoggedEvent#id} to continue after, 0 to begin
     * @return at most {@code limit} events, and fewer where they are large, but none only at the end of the log
     */
    List<LoggedEvent> read(long afterId, int limit);

    /**
     * Stores what follows from events of the log, in one transaction.
     *
     * @throws StorageUnavailableException when the database cannot be written now; nothing was stored
     * @throws StorageException when something of it cannot be stored; nothing was stored
     */
    void put(List<Replayed> replayed);

    /**
     * Says that everything has been put.
     *
     * @param version by whose rules it was projected
     */
    void finish(int version);

    /**
     * Consequences of an event of the log.
     *
     * @param entry of which resources, references, tags and the kind are stored
     * @param kindChanged whether the event was stored as another kind
     */
    record Replayed(long eventId, Entry entry, boolean kindChanged) {

        /** Creates the consequences of an event that keeps the kind it was stored as. */
        public Replayed(long eventId, Entry entry) {
            this(eventId, entry, false);
        }
    }
}
