package dev.ringback.storage;

import dev.ringback.model.StatsSpan;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps rollups of messages beside the mirror, and says which of them have to be made again. Used by one thread of one node at a time; of two that do it
 * nevertheless none counts an event twice.
 *
 * <p>Every method that writes throws a {@link StorageUnavailableException} when the database cannot be written now; then nothing was stored. A loss of
 * power may undo what was written last, all of it together.
 */
public interface RollupStore {

    /**
     * Says how far everything is.
     *
     * @param position behind the last event that was counted; null where the log was never read
     * @param sweeping whether a walk over all messages marks every hour
     */
    record Mark(@Nullable EventPosition position, boolean sweeping) {}

    Mark mark();

    /** Begins to read the log at a position; every hour is marked again, and counts of minutes begin at 0. */
    void restart(EventPosition from);

    /** Says what some events have changed. */
    record Advance(
            EventPosition from,
            EventPosition to,
            Set<RollupKey> changed,
            Collection<EventMinute> minutes,
            Collection<LastEvent> last) {}

    /**
     * Moves the position on, together with what the events up to there have changed. Hours that are frozen are not marked.
     *
     * @return whether this was done: not if the position was another meanwhile
     */
    boolean advance(Advance advance);

    /** Says that everything which had come until a moment is marked. */
    void markedUntil(Instant moment);

    /** Names a message. */
    record MessageName(String accountSid, String sid) {}

    /** A message and the hour in which it was created. */
    record Created(MessageName message, long hour) {}

    /** Finds when messages were created; those that are not there, or were deleted, are left out. */
    List<Created> created(Collection<MessageName> messages);

    /**
     * Marks further hours that have messages or a rollup, where a walk over all of them is under way.
     *
     * @return whether there may be more
     */
    boolean sweep(int atMost);

    /** Returns some rollups that have to be made again, the newest first. */
    List<RollupKey> dirty(StatsSpan span, int atMost);

    /**
     * Returns the messages of an hour in the order of their creation.
     *
     * @param after the last of those before; null to begin
     */
    List<MessageFact> messages(RollupKey hour, @Nullable MessageFact after, int atMost);

    /** Reads a rollup; null where there is none. */
    byte @Nullable [] content(RollupKey key);

    /**
     * Stores a rollup that was made again, unless it is frozen, and takes the mark from it. An hour that has changed marks its day.
     *
     * @param content null where there is nothing to count
     */
    void put(RollupKey key, byte @Nullable [] content);

    /** Freezes hours that are there: they are never made again. */
    void freeze(Collection<RollupKey> hours);

    /** Freezes all hours before one, whether or not they are there. An earlier one than before changes nothing. */
    void freezeBefore(long hour);

    /** Deletes counts of minutes before one. */
    void deleteMinutesBefore(long minute);
}
