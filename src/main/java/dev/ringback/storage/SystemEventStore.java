package dev.ringback.storage;

import dev.ringback.model.SystemEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps what Ringback itself has to tell, in the order in which it was told. Safe for use by many threads and nodes. */
public interface SystemEventStore {

    /**
     * Appends an event, unless one with the same key is there.
     *
     * @param event its id does not count
     * @return whether it was added
     * @throws StorageUnavailableException when the database cannot be written now; nothing was stored
     */
    boolean append(SystemEvent event);

    /** Returns the events behind an id in the order of their ids, at most {@code limit}. None appears later among those that were returned. */
    List<SystemEvent> after(long id, int limit);

    /** Returns the id of the newest event that is there; 0 for none. */
    long newest();

    /** Returns the last event about each subject of a kind, in the order of their ids. */
    List<SystemEvent> latest(String kind);

    /** Returns the last event about a subject; empty if there is none any more. */
    Optional<SystemEvent> latest(String kind, String subject);

    /**
     * Deletes events of before a moment, at most {@code most}. The last event about a subject that is not resolved stays.
     *
     * @return how many were deleted
     */
    int deleteBefore(Instant moment, int most);
}
