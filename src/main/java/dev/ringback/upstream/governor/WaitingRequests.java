package dev.ringback.upstream.governor;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Orders requests by lane, and within a lane by their arrival; what is sent again comes first. Not safe for use by several threads. */
final class WaitingRequests {
    private final Map<Lane, Set<QueuedRequest<?>>> again = new EnumMap<>(Lane.class);
    private final Map<Lane, Set<QueuedRequest<?>>> first = new EnumMap<>(Lane.class);

    WaitingRequests() {
        for (Lane lane : Lane.values()) {
            again.put(lane, new LinkedHashSet<>());
            first.put(lane, new LinkedHashSet<>());
        }
    }

    void add(QueuedRequest<?> request) {
        of(first, request.lane()).add(request);
    }

    /** Adds a request that was sent before, or that the others of its lane wait for. */
    void addFirst(QueuedRequest<?> request) {
        of(again, request.lane()).add(request);
    }

    /** Removes a request. Returns false where it does not wait. */
    boolean remove(QueuedRequest<?> request) {
        return of(first, request.lane()).remove(request)
                || of(again, request.lane()).remove(request);
    }

    /** Returns the most urgent one; null where none waits. */
    @Nullable
    QueuedRequest<?> first() {
        for (Lane lane : Lane.values()) {
            for (Map<Lane, Set<QueuedRequest<?>>> queues : List.of(again, first)) {
                Set<QueuedRequest<?>> queue = of(queues, lane);
                if (!queue.isEmpty()) {
                    return queue.iterator().next();
                }
            }
        }
        return null;
    }

    boolean isEmpty() {
        return first() == null;
    }

    List<QueuedRequest<?>> takeAll() {
        List<QueuedRequest<?>> all = new ArrayList<>();
        for (Map<Lane, Set<QueuedRequest<?>>> queues : List.of(again, first)) {
            queues.values().forEach(queue -> {
                all.addAll(queue);
                queue.clear();
            });
        }
        return all;
    }

    private static Set<QueuedRequest<?>> of(Map<Lane, Set<QueuedRequest<?>>> queues, Lane lane) {
        return Objects.requireNonNull(queues.get(lane));
    }
}
