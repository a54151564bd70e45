package dev.ringback.live;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** Counts what streams have sent, and why they ended. Safe for use by many threads. */
public final class StreamMetrics {
    private final Counter sent;
    private final Map<StreamEnd, Counter> ended = new EnumMap<>(StreamEnd.class);

    public StreamMetrics(MeterRegistry registry) {
        sent = Counter.builder("ringback.streams.changes")
                .description("Changes that streams have sent to their clients, or how often they told of some together")
                .register(registry);
        for (StreamEnd end : StreamEnd.values()) {
            ended.put(
                    end,
                    Counter.builder("ringback.streams.ended")
                            .description("Streams that ended, by reason")
                            .tag("reason", end.label())
                            .register(registry));
        }
    }

    void sent(int changes) {
        if (changes > 0) {
            sent.increment(changes);
        }
    }

    void ended(StreamEnd end) {
        Objects.requireNonNull(ended.get(end)).increment();
    }
}
