package dev.ringback.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * The outcome of trying to deliver something once.
 *
 * @param at when it began
 * @param latency until the answer, or until there was none; kept in milliseconds
 * @param reason in words, such as {@code 503 Service Unavailable}; at most {@value #MAX_REASON} characters, and no secret
 */
public record DeliveryAttempt(Instant at, Duration latency, Outcome outcome, String reason) {
    public static final int MAX_REASON = 500;

    public DeliveryAttempt {
        reason = reason.length() <= MAX_REASON ? reason : reason.substring(0, MAX_REASON);
    }

    /** The possible outcomes of an attempt. */
    public enum Outcome {
        DELIVERED,
        /** Worth trying again. */
        FAILED,
        /** Trying again would change nothing. */
        REFUSED;

        /** Returns the name as the API, the commands and the database spell it. */
        public String value() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
