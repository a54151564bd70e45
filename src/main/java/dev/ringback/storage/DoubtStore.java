package dev.ringback.storage;

import dev.ringback.model.Doubt;
import dev.ringback.model.Resource;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Knows which resources should have a final state by now and have none, and of which an event is missing. What Twilio itself said last is not in doubt, whatever it was. Safe for use
 * by many threads and nodes.
 */
public interface DoubtStore {

    /**
     * Says which resources are asked for.
     *
     * @param type a resource with a status that moves: message, call, recording, transcription or conference
     * @param statuses as Twilio spells them
     * @param createdSince leaves out what is older
     * @param quietSince leaves out what something was heard of since
     * @param sequenceGap leaves out whose events have no hole in their sequence; of calls and conferences alone
     */
    record Sought(
            String accountSid,
            Class<? extends Resource> type,
            Set<String> statuses,
            Instant createdSince,
            Instant quietSince,
            boolean sequenceGap) {
        /** Asks for all that are in a state. */
        public Sought(
                String accountSid,
                Class<? extends Resource> type,
                Set<String> statuses,
                Instant createdSince,
                Instant quietSince) {
            this(accountSid, type, statuses, createdSince, quietSince, false);
        }

        public Sought {
            statuses = Set.copyOf(statuses);
        }
    }

    /** Counts the resources that are in doubt. */
    long count(Sought sought);

    /**
     * Finds those that may be asked about now, the oldest first.
     *
     * @param now leaves out those that were asked about in vain a short while ago
     */
    List<Doubt> find(Sought sought, Instant now, int limit);

    /** Counts the resources of an account that were created between two moments, both included. */
    long countCreated(String accountSid, Class<? extends Resource> type, Instant from, Instant until);

    /** Tells whether an account has any resource of a type. */
    boolean hasAny(String accountSid, Class<? extends Resource> type);

    /** Notes that Twilio has answered about resources without a final state. */
    void answered(Collection<Answered> answers);

    /** Notes that resources were asked about in vain, and when that may be done again. */
    void askedInVain(Collection<Doubt> doubts, Instant nextAt);

    /** Forgets what was noted about resources that nothing was asked about since a moment. */
    void deleteBefore(Instant moment);

    /**
     * An answer of Twilio.
     *
     * @param at when it came
     */
    record Answered(String accountSid, String sid, Instant at) {}
}
