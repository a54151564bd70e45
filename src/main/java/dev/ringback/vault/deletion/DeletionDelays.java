package dev.ringback.vault.deletion;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Says when a deletion is tried again that Twilio has not done: it deletes nothing before a final state, for which it may wait an hour, and rarely longer.
 * Stateless.
 */
final class DeletionDelays {
    private static final List<Duration> DELAYS = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(6));

    private DeletionDelays() {}

    /** @param attempts that have failed, at least 1 */
    static Instant next(int attempts, Instant now) {
        return now.plus(DELAYS.get(Math.min(attempts, DELAYS.size()) - 1));
    }
}
