package dev.ringback.simulate;

import dev.ringback.model.EventKind;
import dev.ringback.simulate.traffic.SimulatedCallback;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts what becomes of requests. Safe for use by many threads. */
final class OutcomeCounter {
    private final Map<EventKind, Counts> byKind = new EnumMap<>(EventKind.class);
    private final Latencies latencies = new Latencies();
    private long repeated;
    private long startNanos;
    private long endNanos;
    private boolean running;

    private record Counts(SortedMap<Integer, Long> answers, Map<RequestFailure, Long> lost) {
        Counts() {
            this(new TreeMap<>(), new EnumMap<>(RequestFailure.class));
        }
    }

    synchronized void start() {
        startNanos = System.nanoTime();
        running = true;
    }

    synchronized void end() {
        endNanos = System.nanoTime();
        running = false;
    }

    synchronized void answered(SimulatedCallback callback, int status, long nanos) {
        counts(callback).answers().merge(status, 1L, Long::sum);
        latencies.add(nanos);
    }

    synchronized void lost(SimulatedCallback callback, RequestFailure failure) {
        counts(callback).lost().merge(failure, 1L, Long::sum);
    }

    synchronized Summary summary() {
        SortedMap<EventKind, Outcomes> outcomes = new TreeMap<>();
        byKind.forEach((kind, counts) -> outcomes.put(kind, new Outcomes(counts.answers(), counts.lost())));
        Duration elapsed = Duration.ofNanos((running ? System.nanoTime() : endNanos) - startNanos);
        return new Summary(outcomes, repeated, elapsed, latencies.times());
    }

    private Counts counts(SimulatedCallback callback) {
        if (callback.repeated()) {
            repeated++;
        }
        return byKind.computeIfAbsent(callback.kind(), kind -> new Counts());
    }
}
