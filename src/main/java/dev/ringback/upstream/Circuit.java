package dev.ringback.upstream;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps requests from a host that does not answer: after some failures in a row none is sent for a while, and then one to try. Safe for use by many
 * threads.
 */
final class Circuit {
    private static final int FAILURES = 5;
    private static final Duration FIRST = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private static final Logger log = LoggerFactory.getLogger(Circuit.class);

    private final String host;
    private final Clock clock;
    private int failures;
    private Duration pause = Duration.ZERO;
    private Instant closedAgainAt = Instant.EPOCH;

    /** @param host as the log names it */
    Circuit(String host, Clock clock) {
        this.host = host;
        this.clock = clock;
    }

    /** Tells whether a request may be sent; of those that come after a pause, one alone until it has ended. */
    synchronized boolean lets() {
        Instant now = clock.instant();
        if (now.isBefore(closedAgainAt)) {
            return false;
        }
        if (failures >= FAILURES) {
            closedAgainAt = now.plus(pause);
        }
        return true;
    }

    /** Tells whether requests are kept from the host at the moment. */
    synchronized boolean isOpen() {
        return clock.instant().isBefore(closedAgainAt);
    }

    /** Returns how long requests are kept from the host, rounded up to seconds; null where they are not. */
    @Nullable
    synchronized Duration left() {
        Duration left = Duration.between(clock.instant(), closedAgainAt);
        return left.isNegative() || left.isZero()
                ? null
                : Duration.ofSeconds(left.plusNanos(999_999_999).toSeconds());
    }

    synchronized void answered() {
        if (failures >= FAILURES) {
            log.info("{} answers again", host);
        }
        failures = 0;
        pause = Duration.ZERO;
        closedAgainAt = Instant.EPOCH;
    }

    synchronized void failed() {
        failures++;
        if (failures == FAILURES) {
            log.warn("{} has failed {} times in a row: it is asked less until it answers", host, FAILURES);
        }
        if (failures >= FAILURES) {
            Duration twice = pause.multipliedBy(2);
            pause = pause.isZero() ? FIRST : twice.compareTo(LONGEST) > 0 ? LONGEST : twice;
            closedAgainAt = clock.instant().plus(pause);
        }
    }
}
