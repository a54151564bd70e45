package dev.ringback.storage;

import dev.ringback.model.JournaledWrite;
import dev.ringback.model.Page;
import dev.ringback.model.WriteDraft;
import dev.ringback.model.WriteFate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the writes to Twilio that must not be repeated, from before they are sent until their outcome is known. Safe for use by many threads and
 * nodes.
 */
public interface WriteJournal {

    /**
     * Adds a write that is about to be sent. When this returns, it is on disk.
     *
     * @param within after that long, by the time of the database, nobody waits for its answer any more
     * @return its id
     * @throws StorageUnavailableException when the database cannot be written now; then it must not be sent
     */
    long add(WriteDraft write, Duration within);

    /**
     * Notes that Twilio has answered, or that the write was never sent: forgets it. One that has made something is kept, with what it has made,
     * while another that looks like it is undecided.
     *
     * @param sid of what it has made; null where it has made nothing, or nobody knows what
     * @return the write, if its fate had been unknown meanwhile; else empty
     */
    Optional<JournaledWrite> answered(long id, @Nullable String sid, Instant now);

    /**
     * Notes that nobody will hear what became of a write that is pending. One whose child has been seen is created at once.
     *
     * @return the write as it is now; empty if it is not pending
     */
    Optional<JournaledWrite> unknown(long id, Instant now);

    /**
     * Notes what an unknown write has made, or one of which nothing had been seen for long enough.
     *
     * @return the write as it is now; empty if it is neither
     */
    Optional<JournaledWrite> created(long id, String sid, Instant now);

    /**
     * Notes that nothing of an unknown write has been seen for long enough.
     *
     * @return the write as it is now; empty if it is not unknown
     */
    Optional<JournaledWrite> notSeen(long id, Instant now);

    /** Tells whether a write with this mark is still there. */
    boolean has(String mark);

    /**
     * Notes that a callback with the mark of a write has come.
     *
     * @param accountSid that the callback is about
     * @param sid of the resource that it is about
     * @return the write as it is now, if this has decided it; empty while it is pending, and where there is none
     */
    Optional<JournaledWrite> seen(String mark, String accountSid, String sid, Instant now);

    /**
     * Lists the oldest of those that are pending though nobody waits for their answers any more, and behind them of those whose fate is unknown,
     * which may be so for long.
     */
    List<JournaledWrite> undecided(int most);

    /** Counts the writes of an account whose fate is unknown. */
    long countUnknown(String accountSid);

    /**
     * Returns the id of an event behind which all callbacks about the writes stand that are unknown or pending; 0 where there are none, and where
     * they may stand anywhere.
     */
    long beginning();

    /** Returns the marks of the writes that are unknown or pending, and of which nothing has been seen. */
    Set<String> openMarks();

    /** Returns the SIDs of what writes that look alike have made. */
    Set<String> claimed(String likeness);

    /**
     * Lists the writes whose fate was unknown once, the newest first.
     *
     * @param fate null for all
     * @param beforeId the id to continue before, {@link Long#MAX_VALUE} to begin
     */
    Page<JournaledWrite> newestFirst(AccountScope scope, @Nullable WriteFate fate, long beforeId, int size);

    /** Forgets those that were decided before a moment. */
    void deleteDecidedBefore(Instant moment);
}
