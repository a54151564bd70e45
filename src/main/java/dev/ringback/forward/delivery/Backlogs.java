package dev.ringback.forward.delivery;

import dev.ringback.model.ReceiverFailure;
import dev.ringback.storage.DeliveryStore;
import dev.ringback.storage.DeliveryStore.Backlog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Caches the number and age of pending deliveries for each receiver, as read from the database a few seconds ago, so that all nodes show the
 * same. One thread reads, any may ask.
 */
final class Backlogs {
    private static final Duration PERIOD = Duration.ofSeconds(10);

    private final List<String> receivers;
    private final DeliveryStore store;
    private final Clock clock;
    private volatile Map<String, Backlog> waiting = Map.of();
    private volatile Set<String> failing = Set.of();
    private Instant next = Instant.MIN;

    Backlogs(List<String> receivers, DeliveryStore store, Clock clock) {
        this.receivers = List.copyOf(receivers);
        this.store = store;
        this.clock = clock;
    }

    /** Reads the database again, if the last reading is old enough. */
    void run() {
        Instant now = clock.instant();
        if (now.isBefore(next)) {
            return;
        }
        next = now.plus(PERIOD);
        Map<String, Backlog> found = new HashMap<>();
        receivers.forEach(receiver -> store.backlog(receiver).ifPresent(backlog -> found.put(receiver, backlog)));
        waiting = found;
        failing = store.failures().stream()
                .filter(failure -> failure.since() != null)
                .map(ReceiverFailure::receiver)
                .collect(Collectors.toUnmodifiableSet());
    }

    long count(String receiver) {
        Backlog backlog = waiting.get(receiver);
        return backlog == null ? 0 : backlog.count();
    }

    /** Returns the age of the oldest pending delivery in seconds; 0 if there is none. */
    double oldestAge(String receiver) {
        @Nullable Backlog backlog = waiting.get(receiver);
        return backlog == null
                ? 0
                : Math.max(
                        0, Duration.between(backlog.oldest(), clock.instant()).toMillis() / 1000.0);
    }

    boolean isFailing(String receiver) {
        return failing.contains(receiver);
    }
}
