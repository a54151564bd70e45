package dev.ringback.storage;

import dev.ringback.model.Silence;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Silences. Safe for use by many threads. */
public interface SilenceStore {

    /** Adds one, whatever its {@link Silence#id} is, and returns it with the id it got. */
    Silence add(Silence silence);

    /** Ends one before its time; returns it as it is now. Empty when there is none of that id. One that is over stays as it is. */
    Optional<Silence> end(long id, Instant now);

    Optional<Silence> find(long id);

    /** Returns the silences that end after a moment, the newest first; {@link Instant#EPOCH} for all that are kept. */
    List<Silence> endingAfter(Instant moment);

    /** Forgets those that ended before a moment. */
    void deleteEndedBefore(Instant moment);
}
