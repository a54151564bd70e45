package dev.ringback.storage;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Knows which lists of Twilio were read for what no callback tells, and which messages of the mirror lack what only such a list tells. Safe for use by
 * many threads and nodes.
 */
public interface SweepStore {

    /**
     * The reading of a list.
     *
     * @param list says which one, and what for
     * @param period of the list that was read, as a day; empty where it is read on and on
     * @param at until when it was read, or when that was done
     */
    record Sweep(String accountSid, String list, String period, Instant at) {}

    /** Finds when the periods of a list were read last. */
    Map<String, Instant> find(String accountSid, String list);

    /** Notes that a list was read. An earlier moment than is known changes nothing. */
    void note(Sweep sweep);

    /** Forgets what was read before a moment. */
    void deleteBefore(Instant moment);

    /** Finds when the oldest message of an account was sent, or else created; empty where it has none. */
    Optional<Instant> oldestMessage(String accountSid);

    /**
     * Counts messages of a time.
     *
     * @param all that were sent in it, or else created
     * @param lacking those among them that Twilio has sent or given up, and that lack what was asked for
     */
    record Messages(long all, long lacking) {}

    /**
     * Counts the messages of a time that lack a price, or a text. What Twilio has said to be null is not lacking.
     *
     * @param from the first moment
     * @param until the first moment behind it
     */
    Messages messages(String accountSid, boolean price, boolean body, Instant from, Instant until);
}
