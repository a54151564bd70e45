package dev.ringback.ingest;

import dev.ringback.model.Entry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Keeps out answers of Twilio's REST API about what has not changed for longer than things are kept: retention has deleted it, or would with its next
 * step.
 */
public final class RetentionScreen implements EventScreen {
    private final @Nullable Duration keep;
    private final Clock clock;

    /** @param keep how long is kept what has arrived; null for ever */
    public RetentionScreen(@Nullable Duration keep, Clock clock) {
        this.keep = keep;
        this.clock = clock;
    }

    @Override
    public @Nullable Entry screen(Entry entry) {
        Instant agedAt = entry.event().agedAt();
        return agedAt != null && keep != null && agedAt.isBefore(clock.instant().minus(keep)) ? null : entry;
    }
}
