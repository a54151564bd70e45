package dev.ringback.upstream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts requests to Twilio by what they are for and how they were answered. Safe for use by many threads. */
final class RequestMetrics implements RequestCounter {
    private final MeterRegistry registry;

    RequestMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void sent(UpstreamRequest request, int status) {
        Counter.builder("ringback.upstream.requests")
                .description("Requests to Twilio")
                .tag("purpose", request.purpose().value())
                .tag("outcome", outcome(status))
                .register(registry)
                .increment();
    }

    private static String outcome(int status) {
        if (status == 429) {
            return "429";
        }
        return status == 0 ? "none" : status / 100 + "xx";
    }
}
