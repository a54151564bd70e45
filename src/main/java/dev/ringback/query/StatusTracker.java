package dev.ringback.query;

import dev.ringback.model.Progress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tracks the furthest status of every subject on a timeline, as its events arrive one after the other. Not safe for use by many threads.
 */
final class StatusTracker {
    private final Map<String, Progress> furthest = new HashMap<>();
    private final Set<String> failed = new HashSet<>();

    /**
     * Takes the next event.
     *
     * @param subject what its status is the status of
     * @param progress what it reports; null where it reports no status
     * @param errorCode the error it reports; null where it reports none
     * @return null where it reports no status
     */
    @Nullable
    Effect next(String subject, @Nullable Progress progress, @Nullable String errorCode) {
        if (progress == null) {
            return null;
        }
        Progress before = furthest.get(subject);
        int order = before == null ? 1 : compare(progress, before);
        boolean firstError = errorCode != null && failed.add(subject);
        if (order > 0) {
            furthest.put(subject, progress);
            return Effect.ADVANCED;
        }
        if (order == 0) {
            // the same status again, but now it says why
            return firstError ? Effect.ADVANCED : Effect.DUPLICATE;
        }
        return Effect.LATE;
    }

    /** Compares as the mirror's merge does, ignoring the source: the same status from another source is no advance. */
    private static int compare(Progress one, Progress other) {
        int byPosition = Long.compare(one.position(), other.position());
        return byPosition != 0 ? byPosition : one.status().compareTo(other.status());
    }
}
