package dev.ringback.ingest;

import dev.ringback.storage.QuarantineStore;
import dev.ringback.storage.QuarantineStore.Kept;
import dev.ringback.storage.QuarantineStore.LetGo;
import dev.ringback.storage.QuarantineStore.Size;
import dev.ringback.storage.StorageException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToLongFunction;

/** Counts what is in quarantine, apart from the events: nothing in it is one. Safe for use by many threads. */
final class QuarantineMetrics {
    private final MeterRegistry registry;

    QuarantineMetrics(MeterRegistry registry, QuarantineStore store) {
        this.registry = registry;
        gauge("ringback.quarantine.requests", "Requests in quarantine now", store, Size::requests);
        gauge("ringback.quarantine.bytes", "Bytes of the requests in quarantine now", store, Size::bytes);
        kept("added", 0);
        dropped("requests", 0);
        dropped("bytes", 0);
        dropped("age", 0);
        dropped("busy", 0);
        dropped("too_large", 0);
    }

    private void gauge(String name, String description, QuarantineStore store, ToLongFunction<Size> what) {
        Gauge.builder(name, () -> value(store, what)).description(description).register(registry);
    }

    /** Not a number while the database cannot be read: the rest of the metrics matters most just then. */
    private static double value(QuarantineStore store, ToLongFunction<Size> what) {
        try {
            return what.applyAsLong(store.size());
        } catch (StorageException unreadable) {
            return Double.NaN;
        }
    }

    void kept(int requests, Kept kept) {
        kept("added", kept.added());
        kept("repeated", requests - kept.added());
        letGo(kept.letGo());
    }

    void letGo(LetGo letGo) {
        dropped("requests", letGo.byRequests());
        dropped("bytes", letGo.byBytes());
        dropped("age", letGo.byAge());
    }

    private void kept(String outcome, int count) {
        Counter.builder("ringback.quarantine.kept")
                .description("Refused requests that were put into quarantine, or were there already")
                .tag("outcome", outcome)
                .register(registry)
                .increment(count);
    }

    /** @param reason from a fixed set: it becomes a label */
    void dropped(String reason, int count) {
        Counter.builder("ringback.quarantine.dropped")
                .description("Refused requests that could not be kept, or were let go, by the limit that was reached")
                .tag("reason", reason)
                .register(registry)
                .increment(count);
    }
}
