package dev.ringback.web;

import io.javalin.http.RequestLogger;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Measures how long answers take, by door and status. Safe for use by many threads. */
public final class AnswerTimes {
    private final MeterRegistry registry;
    private final Map<String, Timer> timers = new ConcurrentHashMap<>();

    public AnswerTimes(MeterRegistry registry) {
        this.registry = registry;
    }

    /** What a door's server calls after each answer. */
    RequestLogger of(String door) {
        return (ctx, millis) -> timers.computeIfAbsent(door + ctx.statusCode(), key -> timer(door, ctx.statusCode()))
                .record((long) (millis * 1_000), TimeUnit.MICROSECONDS);
    }

    private Timer timer(String door, int status) {
        return Timer.builder("ringback.http.answers")
                .description("Time from a request to its answer")
                .tag("door", door)
                .tag("status", String.valueOf(status))
                .publishPercentileHistogram()
                .register(registry);
    }
}
