package dev.ringback.web.late;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** Measures how long requests waited for their answer, by how that ended. Safe for use by many threads. */
final class WaitTimes {
    private static final Duration[] BUCKETS = IntStream.of(100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 60_000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final Map<WaitOutcome, Timer> timers = new EnumMap<>(WaitOutcome.class);

    WaitTimes(String kind, MeterRegistry registry) {
        for (WaitOutcome outcome : WaitOutcome.values()) {
            timers.put(
                    outcome,
                    Timer.builder("ringback.waits")
                            .description("Time that requests waited for their answer")
                            .tag("kind", kind)
                            .tag("outcome", outcome.label())
                            .serviceLevelObjectives(BUCKETS)
                            .register(registry));
        }
    }

    void record(WaitOutcome outcome, Duration waited) {
        Objects.requireNonNull(timers.get(outcome)).record(waited);
    }
}
