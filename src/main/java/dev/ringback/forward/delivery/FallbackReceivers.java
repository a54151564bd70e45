package dev.ringback.forward.delivery;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Chooses the receiver that is told when another cannot be reached: its fallback, else the first other receiver, preferring those that work.
 * Safe for use by many threads.
 */
final class FallbackReceivers {
    private final List<String> receivers;
    private final Map<String, String> fallbacks;
    private final Set<String> failing = ConcurrentHashMap.newKeySet();

    /**
     * Makes a chooser among these receivers.
     *
     * @param receivers who can be told, by their names
     * @param fallbacks for whom somebody certain is told
     */
    FallbackReceivers(List<String> receivers, Map<String, String> fallbacks) {
        this.receivers = List.copyOf(receivers);
        this.fallbacks = Map.copyOf(fallbacks);
    }

    /** Names whom to tell of a receiver, though that may fail itself; empty where there is no other. */
    Optional<String> of(String receiver) {
        return working(receiver).or(() -> others(receiver).stream().findFirst());
    }

    /** Names as {@link #of} does, but nobody who fails. */
    Optional<String> working(String receiver) {
        return others(receiver).stream().filter(other -> !isFailing(other)).findFirst();
    }

    private List<String> others(String receiver) {
        Set<String> others = new LinkedHashSet<>();
        Optional.ofNullable(fallbacks.get(receiver)).filter(receivers::contains).ifPresent(others::add);
        others.addAll(receivers);
        others.remove(receiver);
        return new ArrayList<>(others);
    }

    boolean isFailing(String receiver) {
        return failing.contains(receiver);
    }

    void setFailing(String receiver, boolean fails) {
        if (fails) {
            failing.add(receiver);
        } else {
            failing.remove(receiver);
        }
    }

    /** Tells whether the settings still have a receiver of that name. */
    boolean has(String receiver) {
        return receivers.contains(receiver);
    }
}
