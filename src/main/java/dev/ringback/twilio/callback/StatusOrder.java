package dev.ringback.twilio.callback;

import dev.ringback.model.EventSource;
import dev.ringback.model.Progress;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The order of the statuses of a resource whose callbacks have neither clock nor sequence. A status that it does not know is news after all
 * that are under way, and never beats a final one.
 *
 * @param alternating the first ones, which follow each other in any order until another comes: of two the one that was told later counts
 * @param underway all that are under way, from first to last, without those that alternate
 * @param ends from weakest to strongest
 */
record StatusOrder(List<String> alternating, List<String> underway, List<String> ends) {
    /** Milliseconds since 1970 until the year 2109 fit. */
    private static final int TIME_BITS = 42;

    static StatusOrder of(String... underway) {
        return new StatusOrder(List.of(), List.of(underway), List.of());
    }

    static StatusOrder alternating(String... statuses) {
        return new StatusOrder(List.of(statuses), List.of(), List.of());
    }

    StatusOrder thenUnderway(String... statuses) {
        return new StatusOrder(alternating, List.of(statuses), ends);
    }

    StatusOrder thenFinal(String... statuses) {
        return new StatusOrder(alternating, underway, List.of(statuses));
    }

    /** Whether a status is one of those that are known to be final. */
    boolean isFinal(String status) {
        return ends.contains(status);
    }

    /**
     * Returns the place of a status.
     *
     * @param status in lower case; null where nothing is said, which is the beginning
     * @param told when it was so, by Twilio's clock or ours
     */
    Progress progress(@Nullable String status, Instant told, EventSource source) {
        if (status == null) {
            return new Progress(0, (alternating.isEmpty() ? underway : alternating).get(0), source);
        }
        if (alternating.contains(status)) {
            long most = (1L << TIME_BITS) - 1;
            return new Progress(Math.max(1, Math.min(told.toEpochMilli(), most)), status, source);
        }
        return new Progress(alternating.isEmpty() ? place(status) : place(status) << TIME_BITS, status, source);
    }

    /** Even numbers, so that there is a place between the last under way and the first final one. */
    private long place(String status) {
        int first = alternating.size();
        if (underway.contains(status)) {
            return 2L * (first + underway.indexOf(status));
        }
        int end = ends.indexOf(status);
        return end < 0 ? 2L * (first + underway.size()) - 1 : 2L * (first + underway.size() + end);
    }
}
