package dev.ringback.model;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A call leg.
 *
 * @param answeredAt when it became {@code in-progress}, or null where no event said so
 * @param endedAt when it reached a final status
 * @param duration of the connected call; null while it lasts and for calls that were never answered
 */
public record Call(
        String accountSid,
        String sid,
        Progress progress,
        @Nullable String parentCallSid,
        @Nullable String to,
        @Nullable String from,
        @Nullable String direction,
        @Nullable String apiVersion,
        @Nullable String answeredBy,
        @Nullable String forwardedFrom,
        @Nullable String callerName,
        @Nullable Instant answeredAt,
        @Nullable Instant endedAt,
        @Nullable Duration duration,
        Instant dateCreated,
        Instant dateUpdated,
        Instant lastReceivedAt)
        implements Resource {

    /**
     * When the call was answered; where no event said so, its end less its duration, which is how Twilio defines the duration. Null for a call
     * that nobody has answered.
     */
    public @Nullable Instant startTime() {
        if (answeredAt != null || endedAt == null || duration == null || duration.isZero()) {
            return answeredAt;
        }
        return endedAt.minus(duration);
    }
}
