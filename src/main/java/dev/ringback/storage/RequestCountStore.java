package dev.ringback.storage;

import dev.ringback.model.TimeRange;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Keeps by the hour how many reads the mirror answered and how many requests went to Twilio. Safe for use by many threads and nodes. */
public interface RequestCountStore {

    /**
     * Adds to what is counted already. A loss of power may undo it.
     *
     * @param at a moment of the hour to which all of them are added
     * @throws StorageUnavailableException when the database cannot be written now; nothing was added
     */
    void add(Instant at, Collection<RequestCount> counts);

    /**
     * Returns the sums over some hours by account, caller and what was counted, in this order; those that are 0 are left out.
     *
     * @param hours an hour of which any part lies in it counts as a whole
     */
    List<RequestCount> between(AccountScope scope, TimeRange hours);

    /**
     * Deletes the counts of all hours that end before a moment or at it.
     *
     * @return how many rows were deleted
     * @throws StorageUnavailableException when the database cannot be written now; nothing was deleted
     */
    int deleteBefore(Instant moment);
}
