package dev.ringback.forward.delivery;

import dev.ringback.model.DeliveryAttempt;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** What deliveries count. Safe for use by many threads. */
public final class DeliveryMetrics {
    private final MeterRegistry registry;

    public DeliveryMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void attempted(String receiver, DeliveryAttempt attempt) {
        Timer.builder("ringback.forward.attempts")
                .description("Attempts to deliver a notice or an event, until the answer")
                .tag("receiver", receiver)
                .tag("outcome", attempt.outcome().value())
                .register(registry)
                .record(attempt.latency());
    }

    void gaveUp(String receiver) {
        Counter.builder("ringback.forward.dead")
                .description("Deliveries that were given up")
                .tag("receiver", receiver)
                .register(registry)
                .increment();
    }
}
