package dev.ringback.twilio.callback;

import dev.ringback.model.EventSource;
import dev.ringback.model.Progress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The order of the statuses of a resource whose callbacks have neither clock nor sequence. A status that it does not know is news after all
 * that are under way, and never beats a final one.
 *
 * @param underway from first to last
 * @param ends from weakest to strongest
 */
record StatusOrder(List<String> underway, List<String> ends) {

    static StatusOrder of(String... underway) {
        return new StatusOrder(List.of(underway), List.of());
    }

    StatusOrder thenFinal(String... statuses) {
        return new StatusOrder(underway, List.of(statuses));
    }

    /** Whether a status is one of those that are known to be final. */
    boolean isFinal(String status) {
        return ends.contains(status);
    }

    /** @param status in lower case; null where nothing is said, which is the beginning */
    Progress progress(@Nullable String status, EventSource source) {
        return status == null
                ? new Progress(0, underway.get(0), source)
                : new Progress(position(status), status, source);
    }

    /** Even numbers, so that there is a place between the last under way and the first final one. */
    private long position(String status) {
        if (underway.contains(status)) {
            return 2L * underway.indexOf(status);
        }
        int end = ends.indexOf(status);
        return end < 0 ? 2L * underway.size() - 1 : 2L * (underway.size() + end);
    }
}
