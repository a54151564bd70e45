package dev.ringback.storage;

import dev.ringback.model.Delivery;
import dev.ringback.model.DeliveryAttempt;
import dev.ringback.model.Page;
import dev.ringback.model.ReceiverFailure;
import dev.ringback.storage.ForwardStore.NewDelivery;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps the deliveries that are to be sent and those that were sent, with every attempt. Safe for use by many threads. */
public interface DeliveryStore {

    /**
     * Returns the deliveries that can be sent to a receiver now, in the order of ids: pending, due, and the first pending one of its key.
     *
     * @param except ids of those under way; nothing else under their keys is found either
     */
    List<Delivery> due(String receiver, Instant now, Collection<Long> except, int limit);

    /** When the next of a receiver's pending deliveries that {@link #due} could find becomes due; empty when there is none. */
    Optional<Instant> nextDue(String receiver, Collection<Long> except);

    /**
     * Notes what came of attempts, in one transaction. Those of deliveries that are not there any more are passed over. A loss of power
     * may undo it: then they are sent twice.
     *
     * @throws StorageUnavailableException when the database cannot be written now; nothing was noted
     */
    void record(List<Attempted> attempted);

    /**
     * Adds deliveries, in one transaction.
     *
     * @throws StorageUnavailableException when the database cannot be written now; nothing was added
     */
    void add(List<NewDelivery> deliveries);

    Optional<Delivery> find(long id);

    /** Returns the attempts of each delivery, the first first; nothing for those without. */
    List<Tried> attempts(Collection<Long> deliveryIds);

    /** Newest first; {@code beforeId} is the {@link Delivery#id} to continue before, {@link Long#MAX_VALUE} to begin. */
    Page<Delivery> newestFirst(Filter filter, long beforeId, int size);

    /** How many there are of a receiver in a state. */
    long count(String receiver, Delivery.State state);

    /**
     * Makes a delivery pending again, due at once: {@link Delivery#since} is now, and {@link Delivery#attempts} 0. What is known of its
     * attempts stays.
     *
     * @return false when there is none of that id, or it is pending
     */
    boolean replay(long id, Instant now);

    /**
     * Replays, as {@link #replay(long, Instant)} does, all dead deliveries of a receiver created in {@code [from, to)}; returns how many.
     * In several transactions where they are many: when it fails, some may be pending.
     */
    int replayDead(String receiver, Instant from, Instant to, Instant now);

    /** When the newest of a kind was created under a key, for whichever receiver; empty when there is none. */
    Optional<Instant> newest(Delivery.Kind kind, String key);

    /** The receivers of which a failure was ever noted. */
    List<ReceiverFailure> failures();

    /**
     * Notes whether a receiver fails, instead of what was known of it, and adds what others are told of it, in one transaction.
     *
     * @throws StorageUnavailableException when the database cannot be written now; nothing has changed
     */
    void note(ReceiverFailure failure, List<NewDelivery> words);

    /** Returns how much waits to be sent to a receiver; empty where nothing does. */
    Optional<Backlog> backlog(String receiver);

    /**
     * Deletes deliveries that are not pending, with their attempts, that were created before a moment: the oldest, at most so many.
     *
     * @return how many went
     */
    int deleteOld(Instant before, int most);

    /**
     * Outcome of one attempt.
     *
     * @param state of the delivery from now on
     * @param nextAttemptAt where it stays pending
     */
    record Attempted(long deliveryId, DeliveryAttempt attempt, Delivery.State state, Instant nextAttemptAt) {}

    /**
     * Says how much waits for a receiver.
     *
     * @param oldest when the present life of the first of them began, as {@link Delivery#since} says
     */
    record Backlog(long count, Instant oldest) {}

    /** An attempt with what it was for. */
    record Tried(long deliveryId, DeliveryAttempt attempt) {}

    /** Which deliveries are listed; null does not restrict. */
    record Filter(@Nullable String receiver, Delivery.@Nullable State state) {}
}
