package dev.ringback.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says which events have come from Twilio lately.
 *
 * @param minutes how many came in each of the last 60 minutes, the present one last
 * @param kinds what is known of each kind, by its name
 */
public record CallbackFigures(List<Minute> minutes, List<Kind> kinds) {
    public CallbackFigures {
        minutes = List.copyOf(minutes);
        kinds = List.copyOf(kinds);
    }

    /** Says how many events came in a minute. */
    public record Minute(Instant at, long count) {}

    /**
     * Says how many events of a kind have come.
     *
     * @param lastReceivedAt when the last one came
     * @param lastHour how many came in the last 60 minutes
     * @param lastDay how many came in the last 24 hours
     */
    public record Kind(EventKind kind, @Nullable Instant lastReceivedAt, long lastHour, long lastDay) {}
}
