package dev.ringback.live;

import java.time.Duration;

/** Measures how many events a second come in. Safe for use by many threads. */
final class EventRate {
    private static final Duration MEASURED = Duration.ofMillis(200);
    private static final Duration QUIET = Duration.ofSeconds(1);
    private static final double NANOS = 1e9;

    private long began = System.nanoTime();
    private long count;
    private double perSecond;

    /** Notes that events have come in. */
    synchronized void heard(int events) {
        count += events;
        long passed = System.nanoTime() - began;
        if (passed > MEASURED.toNanos()) {
            perSecond = (double) count * NANOS / (double) passed;
            began += passed;
            count = 0;
        }
    }

    /** Returns the rate of the last moment; 0 where none has come in for a second. */
    synchronized double perSecond() {
        return System.nanoTime() - began > QUIET.toNanos() ? 0 : perSecond;
    }
}
