package dev.ringback.forward.delivery;

import dev.ringback.model.DeliveryAttempt;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayList;
import java.util.List;

/** Counts attempts and given-up deliveries, and shows what is pending. Safe for use by many threads. */
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

    void unopened() {
        Counter.builder("ringback.forward.unopened")
                .description("Callbacks whose sealed URL could not be opened, so that nobody was called")
                .register(registry)
                .increment();
    }

    /**
     * Shows what waits for each receiver and target, and whether it fails, from now on.
     *
     * @return ends that
     */
    Runnable watch(List<String> receivers, Backlogs backlogs) {
        List<Meter> gauges = new ArrayList<>();
        for (String receiver : receivers) {
            gauges.add(Gauge.builder("ringback.forward.pending", () -> backlogs.count(receiver))
                    .description("Deliveries that wait to be sent")
                    .tag("receiver", receiver)
                    .register(registry));
            gauges.add(Gauge.builder("ringback.forward.oldest.pending", () -> backlogs.oldestAge(receiver))
                    .description("How long the oldest of them has been waiting; 0 where none waits")
                    .baseUnit("seconds")
                    .tag("receiver", receiver)
                    .register(registry));
            gauges.add(Gauge.builder("ringback.forward.failing", () -> backlogs.isFailing(receiver) ? 1 : 0)
                    .description("1 while a receiver cannot be reached, once that has lasted ten seconds or was told")
                    .tag("receiver", receiver)
                    .register(registry));
        }
        return () -> gauges.forEach(registry::remove);
    }
}
