package dev.ringback.vault.copy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says when a failed copy is tried again: soon at first, since Twilio may not have the content at once, and after a month no more. Stateless. */
final class Backoff {
    private static final List<Duration> DELAYS = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(3),
            Duration.ofSeconds(15),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(3));

    private static final Duration LAST = Duration.ofHours(6);
    private static final Duration GIVEN_UP = Duration.ofDays(30);

    /** So many attempts in some six minutes: then people are told. */
    private static final int TOLD = 5;

    private Backoff() {}

    /**
     * Returns when it is tried again.
     *
     * @param attempts that have failed, at least 1
     * @return null for never
     */
    static @Nullable Instant next(Instant heardAt, int attempts, Instant now) {
        if (heardAt.isBefore(now.minus(GIVEN_UP))) {
            return null;
        }
        return now.plus(attempts <= DELAYS.size() ? DELAYS.get(attempts - 1) : LAST);
    }

    /** Tells whether so many failed attempts are worth telling people. */
    static boolean isTold(int attempts) {
        return attempts >= TOLD;
    }
}
