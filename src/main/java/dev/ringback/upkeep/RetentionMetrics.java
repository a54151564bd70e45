package dev.ringback.upkeep;

import dev.ringback.storage.RetentionStore.Step;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.stream.IntStream;

/** Counts what retention does. Safe for use by many threads. */
public final class RetentionMetrics {
    private static final Duration[] BUCKETS = IntStream.of(1, 2, 5, 10, 20, 50, 100, 250, 500, 1_000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final Counter events;
    private final Counter rows;
    private final Timer steps;

    public RetentionMetrics(MeterRegistry registry) {
        this.events = Counter.builder("ringback.retention.deleted.events")
                .description("Events deleted because nothing about their resource has arrived for too long")
                .register(registry);
        this.rows = Counter.builder("ringback.retention.deleted.resources")
                .description("Resources deleted likewise, with media and participants counted one by one")
                .register(registry);
        this.steps = Timer.builder("ringback.retention.step")
                .description("Time during which one step of deleting kept callbacks from being written")
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    void count(Step step) {
        events.increment(step.events());
        rows.increment(step.rows());
        steps.record(step.writerTime());
    }
}
