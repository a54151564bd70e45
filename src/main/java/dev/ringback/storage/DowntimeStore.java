package dev.ringback.storage;

import dev.ringback.model.Downtime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Knows when callbacks could not be taken in. Safe for use by many threads and nodes. */
public interface DowntimeStore {

    /**
     * Notes that a node is there. Where the last note of any node is older than allowed, that time was a downtime, which is added.
     *
     * @return the downtime that has ended with this
     * @throws StorageUnavailableException when the database cannot be written now; then this time becomes a part of the next downtime
     */
    Optional<Downtime> beat(Instant now, Duration allowed);

    /** Finds when a node was there last; empty before the first. */
    Optional<Instant> lastBeat();

    /** Adds a downtime that was not known. */
    void add(Instant beganAt, Instant endedAt, Downtime.Reason reason);

    /** Returns those that were not repaired yet, the oldest first, 1,000 at most. */
    List<Downtime> unrepaired();

    /** Returns the newest, repaired or not, the newest first. */
    List<Downtime> newest(int limit);

    /** Notes that Twilio's lists were read for one. */
    void repaired(long id, Instant now);

    /** Forgets those that ended before a moment. */
    void deleteBefore(Instant moment);

    /**
     * Finds when Twilio reported that a URL could not be reached, oldest first, 10,000 at most: only what lies in no downtime that was added for this
     * reason.
     *
     * @param accountSid whose alerts
     * @param since the first moment that is asked for
     * @param urlPrefix with which the URL begins
     */
    List<Instant> unreachable(String accountSid, Instant since, String urlPrefix);
}
