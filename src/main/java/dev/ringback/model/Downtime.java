package dev.ringback.model;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A time in which callbacks could not be taken in.
 *
 * @param beganAt the last moment before it at which all was well
 * @param endedAt the first moment after it
 * @param repairedAt when Twilio's lists were read for it; null before
 */
public record Downtime(
        long id,
        Instant beganAt,
        Instant endedAt,
        Reason reason,
        @Nullable Instant repairedAt) {

    /** Says how it is known. */
    public enum Reason {
        /** No node was there, or none could write to the database. */
        DOWN,
        /** Twilio reported that it could not reach the callback URL. */
        UNREACHABLE;

        /** Returns the spelling in answers and metrics. */
        public String value() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
