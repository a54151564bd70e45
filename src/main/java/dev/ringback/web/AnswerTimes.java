package dev.ringback.web;

import dev.ringback.web.late.LateAnswers;
import io.javalin.http.RequestLogger;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Measures how long answers take, by door and status, without the time that a request waited for something to happen: {@link LateAnswers}
 * measures that. Safe for use by many threads.
 */
public final class AnswerTimes {
    /** Fine where answers should be, up to the moment Twilio gives up. */
    private static final Duration[] BUCKETS = IntStream.of(
                    1, 2, 5, 10, 20, 50, 100, 250, 500, 1_000, 2_500, 5_000, 15_000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final MeterRegistry registry;
    private final Map<String, Timer> timers = new ConcurrentHashMap<>();

    public AnswerTimes(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Creates the logger that a door's server calls after each answer. */
    RequestLogger of(String door) {
        return (ctx, millis) -> timers.computeIfAbsent(door + ctx.statusCode(), key -> timer(door, ctx.statusCode()))
                .record(
                        Math.max(0, (long) (millis * 1_000) - LateAnswers.waitedNanos(ctx) / 1_000),
                        TimeUnit.MICROSECONDS);
    }

    private Timer timer(String door, int status) {
        return Timer.builder("ringback.http.answers")
                .description("Time from a request to its answer")
                .tag("door", door)
                .tag("status", String.valueOf(status))
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }
}
