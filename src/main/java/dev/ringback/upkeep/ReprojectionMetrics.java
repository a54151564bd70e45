package dev.ringback.upkeep;

import dev.ringback.storage.ReprojectionStore.State;
import dev.ringback.storage.ReprojectionStore.Step;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.stream.IntStream;

/** Tells how far the projection by newer rules is, and what it does. Safe for use by many threads. */
public final class ReprojectionMetrics {
    private static final Duration[] BUCKETS = IntStream.of(1, 2, 5, 10, 20, 50, 100, 250, 500, 1_000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final Counter events;
    private final Timer steps;
    private volatile State state = new State(0, false, 0);

    public ReprojectionMetrics(MeterRegistry registry) {
        this.events = Counter.builder("ringback.projection.events")
                .description("Events of the log that were read anew by the rules of this version")
                .register(registry);
        this.steps = Timer.builder("ringback.projection.step")
                .description("Time during which one step of that kept callbacks from being written")
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
        Gauge.builder("ringback.projection.version", () -> state.version())
                .description("The version of the rules by which everything in the database was made, at least")
                .register(registry);
        Gauge.builder("ringback.projection.done", () -> state.done())
                .description("The share of the database that was made by the rules of this version, about")
                .register(registry);
    }

    void count(Step step) {
        events.increment(step.events());
        steps.record(step.writerTime());
    }

    void show(State now) {
        state = now;
    }
}
