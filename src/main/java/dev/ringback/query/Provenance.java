package dev.ringback.query;

import dev.ringback.model.EventSource;
import dev.ringback.model.LoggedEvent;
import dev.ringback.model.Resource;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells how and when the parts of an answer reached us.
 *
 * @param sources every way by which a part of it reached us, sorted and separated by commas; empty for an answer without parts
 * @param lastReceivedAt when we last heard of any part; null where nobody told us
 */
record Provenance(String sources, @Nullable Instant lastReceivedAt) {
    /** Stands for answers that nobody sent: they stand in our own settings. */
    static final Provenance SETTINGS = new Provenance("settings", null);

    static Provenance of(Resource resource) {
        return new Provenance(resource.progress().source().value(), resource.lastReceivedAt());
    }

    /** Returns this, heard of again when Twilio confirmed it. */
    Provenance confirmed(@Nullable Instant at) {
        return at == null || (lastReceivedAt != null && !at.isAfter(lastReceivedAt))
                ? this
                : new Provenance(sources, at);
    }

    static Provenance of(Collection<? extends Resource> resources) {
        return of(resources, resource -> resource.progress().source(), Resource::lastReceivedAt);
    }

    static Provenance ofEvents(Collection<LoggedEvent> events) {
        return of(events, logged -> logged.event().source(), LoggedEvent::lastReceivedAt);
    }

    private static <T> Provenance of(
            Collection<T> parts, Function<T, EventSource> source, Function<T, Instant> lastReceivedAt) {
        return new Provenance(
                parts.stream()
                        .map(part -> source.apply(part).value())
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining(",")),
                parts.stream()
                        .map(lastReceivedAt)
                        .max(Comparator.naturalOrder())
                        .orElse(null));
    }
}
