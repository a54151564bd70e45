package dev.ringback.forward.receiver;

import dev.ringback.model.DeliveryAttempt.Outcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a receiver said.
 *
 * @param reason in words, without any secret, such as {@code 200 OK}
 * @param retryAfter how long it asked to be left alone; null where it did not say
 */
public record Reply(
        Outcome outcome, String reason, @Nullable Duration retryAfter) {
    public static Reply delivered(String reason) {
        return new Reply(Outcome.DELIVERED, reason, null);
    }

    public static Reply failed(String reason) {
        return new Reply(Outcome.FAILED, reason, null);
    }

    public static Reply refused(String reason) {
        return new Reply(Outcome.REFUSED, reason, null);
    }
}
