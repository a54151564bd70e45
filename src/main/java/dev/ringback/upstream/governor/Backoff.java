package dev.ringback.upstream.governor;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Chooses how long to wait before a request is sent again: exponential, with full jitter, as Twilio advises for 429 (its error 20429). */
public final class Backoff {
    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final RandomGenerator random;

    public Backoff(RandomGenerator random) {
        this.random = random;
    }

    /**
     * Returns the time to wait before the next attempt.
     *
     * @param attempts made so far, at least 1
     */
    public Duration after(int attempts) {
        long most = Math.min(LONGEST.toMillis(), FIRST.toMillis() << Math.min(attempts - 1, 16));
        return Duration.ofMillis(random.nextLong(most + 1));
    }
}
