package dev.ringback.storage;

import dev.ringback.model.Delivery;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far the log has been read for what is sent on, and what is remembered of it. Used by whoever holds the lease for it; safe for use by
 * many threads.
 */
public interface ForwardStore {

    /** The last event that has been dealt with; empty before the first {@link #advance}. */
    OptionalLong mark();

    /** Returns the last of Ringback's own events that has been dealt with; 0 for none. */
    long systemMark();

    /** Returns everything that was remembered of groups, by their keys. */
    Map<String, String> groups();

    /** Whether a receiver was told something under a key since a moment, or may still be: a notice that is not given up. */
    boolean isTold(String receiver, String key, Instant since);

    /**
     * Goes on, in one transaction. Where it adds no notice, a loss of power may undo it, with all that was added later: then the same
     * follows from the same events again.
     *
     * @throws StorageUnavailableException when the database cannot be written now; nothing has changed
     */
    void advance(Step step);

    /**
     * Consequences of some events and moments.
     *
     * @param mark the last event that has been dealt with
     * @param systemMark the last of Ringback's own events that has been dealt with; null to leave that as it is
     * @param changedGroups what to remember of them, by their keys
     * @param endedGroups keys of those to forget
     */
    record Step(
            long mark,
            @Nullable Long systemMark,
            Map<String, String> changedGroups,
            Set<String> endedGroups,
            List<NewDelivery> deliveries) {
        /** Makes a step that deals with none of Ringback's own events. */
        public Step(
                long mark, Map<String, String> changedGroups, Set<String> endedGroups, List<NewDelivery> deliveries) {
            this(mark, null, changedGroups, endedGroups, deliveries);
        }
    }

    /**
     * Something to be sent, due at once. The parameters are those of {@link Delivery}.
     *
     * @param eventId null unless it is an event
     */
    record NewDelivery(
            String receiver,
            String key,
            Delivery.Kind kind,
            @Nullable Long eventId,
            String content,
            Instant createdAt) {}
}
