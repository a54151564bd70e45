package dev.ringback.ingest;

import dev.ringback.model.Entry;
import dev.ringback.model.EventKind;
import dev.ringback.model.EventSource;
import dev.ringback.storage.EventStore.Appended;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Counts and times what comes in at the callback door. Safe for use by many threads. */
public final class IngestMetrics {
    private static final String EVENTS = "ringback.events";
    private static final Duration[] BUCKETS = IntStream.of(1, 2, 5, 10, 20, 50, 100, 250, 500, 1_000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final MeterRegistry registry;
    private final Timer commitDuration;
    private final DistributionSummary commitSize;
    private final Counter overloaded;
    /** Finding a counter in the registry takes longer than counting. */
    private final Map<EventLabels, Counter> events = new ConcurrentHashMap<>();

    private record EventLabels(EventKind kind, EventSource source, String outcome) {}

    public IngestMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.commitDuration = Timer.builder("ringback.commit.duration")
                .description("Time to write and sync one commit")
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
        this.commitSize = DistributionSummary.builder("ringback.commit.events")
                .description("Events in one commit")
                .serviceLevelObjectives(1, 2, 4, 8, 16, 32, 64, 128, 256, 512)
                .register(registry);
        this.overloaded = Counter.builder("ringback.overloaded")
                .description("Requests refused because too many were under way")
                .register(registry);
    }

    void watchQueue(Supplier<Number> depth) {
        Gauge.builder("ringback.queue.depth", depth)
                .description("Requests waiting for their commit")
                .register(registry);
    }

    /** Times a commit and notes its size, if it succeeds. */
    List<Appended> commit(int events, Supplier<List<Appended>> append) {
        Timer.Sample sample = Timer.start(registry);
        List<Appended> appended = append.get();
        sample.stop(commitDuration);
        commitSize.record(events);
        return appended;
    }

    void count(List<Entry> entries, List<Appended> appended) {
        for (int i = 0; i < entries.size(); i++) {
            count(entries.get(i), outcome(entries.get(i), appended.get(i)));
        }
    }

    private static String outcome(Entry entry, Appended appended) {
        if (appended == Appended.REPEATED) {
            return "repeated";
        }
        return entry.event().problem() == null ? "stored" : "marked";
    }

    /** Events that were not stored, and whose sender was told so. */
    void failed(List<Entry> entries) {
        entries.forEach(entry -> count(entry, "failed"));
    }

    private void count(Entry entry, String outcome) {
        events.computeIfAbsent(
                        new EventLabels(entry.event().kind(), entry.event().source(), outcome), this::counter)
                .increment();
    }

    private Counter counter(EventLabels labels) {
        return Counter.builder(EVENTS)
                .description("Events by kind, source and outcome")
                .tag("kind", labels.kind().value())
                .tag("source", labels.source().value())
                .tag("outcome", labels.outcome())
                .register(registry);
    }

    /** A request was refused because there are too many. */
    public void overloaded() {
        overloaded.increment();
    }

    /** @param reason from a fixed set: it becomes a label */
    void refused(String reason) {
        Counter.builder("ringback.refused")
                .description("Requests refused, by reason")
                .tag("reason", reason)
                .register(registry)
                .increment();
    }
}
