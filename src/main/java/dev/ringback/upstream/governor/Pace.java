package dev.ringback.upstream.governor;

import java.util.concurrent.TimeUnit;

/** Spaces requests out to so many in a second, and lets as many as belong to a quarter of a second go at once. Not safe for use by several threads. */
final class Pace {
    private static final double BURST_SECONDS = 0.25;

    private double perSecond;
    private double ready = 1;
    private long filledAt;

    /** @param now in nanoseconds, as {@link System#nanoTime} counts */
    Pace(double perSecond, long now) {
        this.perSecond = perSecond;
        this.filledAt = now;
    }

    void set(double newPerSecond) {
        perSecond = newPerSecond;
    }

    /** Takes the right to send a request now. Returns 0 if there is one, or else in how many nanoseconds there will be. */
    long take(long now) {
        ready = Math.min(
                Math.max(1, perSecond * BURST_SECONDS),
                ready + (now - filledAt) * perSecond / TimeUnit.SECONDS.toNanos(1));
        filledAt = now;
        if (ready >= 1) {
            ready--;
            return 0;
        }
        return (long) ((1 - ready) * TimeUnit.SECONDS.toNanos(1) / perSecond) + 1;
    }
}
