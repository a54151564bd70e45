package dev.ringback.query;

import dev.ringback.model.Progress;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Follows the state of every subject on a timeline, as its events arrive one after the other. Not safe for use by many threads. */
final class Advance {
    private final Map<String, Progress> furthest = new HashMap<>();

    /**
     * Takes the next event.
     *
     * @param subject what its status is the status of
     * @param progress what it reports; null where it reports no status
     * @return null where it reports no status
     */
    @Nullable
    Effect next(String subject, @Nullable Progress progress) {
        if (progress == null) {
            return null;
        }
        Progress before = furthest.get(subject);
        int order = before == null ? 1 : compare(progress, before);
        if (order > 0) {
            furthest.put(subject, progress);
            return Effect.ADVANCED;
        }
        return order == 0 ? Effect.DUPLICATE : Effect.LATE;
    }

    /** As the mirror decides between two, its source aside: the same status by another way is no news. */
    private static int compare(Progress one, Progress other) {
        int byPosition = Long.compare(one.position(), other.position());
        return byPosition != 0 ? byPosition : one.status().compareTo(other.status());
    }
}
