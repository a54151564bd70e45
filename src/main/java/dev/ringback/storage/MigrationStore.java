package dev.ringback.storage;

import dev.ringback.model.LoggedEvent;
import java.util.List;
import java.util.SortedMap;

/**
 * Takes over the log of another database; what follows from it is made by a rebuild afterwards. From {@link #begin} to {@link #finish} the database says of itself
 * that it is incomplete, and nobody else may open it. Used by one thread.
 */
public interface MigrationStore {

    /**
     * Begins, or goes on where the same was interrupted.
     *
     * @param source names the other database
     * @return the {@link LoggedEvent#id}, in the other database, of the last event that is here; 0 to begin
     * @throws StorageException when something is here already that did not come from there
     */
    long begin(String source);

    /**
     * Adds events of the other database to the log, in their order, each with its id and its arrivals as they are there, in one transaction.
     *
     * @throws StorageUnavailableException when the database cannot be written now; nothing was stored
     */
    void put(List<LoggedEvent> events);

    /**
     * Says that everything is there, and gives the database a new generation: ids of its former events, if it had any, are those of others now.
     *
     * @param lastEventId the last id that the other database has given to an event, also to one that is there no more
     */
    void finish(long lastEventId);

    /**
     * Returns the last id that this database has given to an event, as far as it knows: on PostgreSQL also where that one was never stored or
     * is there no more. 0 before the first.
     */
    long lastEventId();

    /** Returns the fingerprints of the mirror, by table: equal in two databases, of whatever kind, when and only when their rows are the same. */
    SortedMap<String, Fingerprint> mirror();
}
