package dev.ringback.upstream;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Knows the time at Twilio, more exactly than the whole seconds that an answer tells: each says that its second had begun, so the latest beginning of
 * many is close to the truth and never after it. So of two requests the one that was sent later is known to be later. Safe for use by many threads.
 */
final class ServerClock {
    private static final Duration RESOLUTION = Duration.ofSeconds(1);

    /** When this process's stopwatch was at zero, by Twilio's clock, as far as is known. */
    private @Nullable Instant zero;

    /**
     * Returns when a request was sent, by Twilio's clock.
     *
     * @param told whole second in which it was answered
     * @param sent by the stopwatch, in nanoseconds
     * @param received when the answer was there, likewise
     */
    synchronized Instant sentAt(Instant told, long sent, long received) {
        Instant least = told.minusNanos(received);
        Instant known = zero;
        if (known == null || known.isBefore(least) || !known.plusNanos(sent).isBefore(told.plus(RESOLUTION))) {
            zero = least; // it is not known yet as well as that, or one of the clocks was set
            known = least;
        }
        return known.plusNanos(sent);
    }
}
