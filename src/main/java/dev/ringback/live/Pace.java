package dev.ringback.live;

import java.time.Duration;

/**
 * Says how long to rest between two pieces of work for streams. While few events come in, hardly at all; while many do, so long that the work takes a fifth
 * of one processor, because storing events comes first. Safe for use by many threads.
 */
final class Pace {
    /** Events a second from which on the server is busy. */
    private static final double BUSY = 500;

    private static final double REST_WHEN_BUSY = 4;
    private static final double REST_WHEN_IDLE = 0.1;
    private static final Duration LONGEST = Duration.ofMillis(200);
    private static final Duration MEASURED = Duration.ofMillis(200);
    private static final Duration QUIET = Duration.ofSeconds(1);

    private long began = System.nanoTime();
    private long count;
    private boolean isBusy;

    /** Notes that events have come in. */
    synchronized void heard(int events) {
        count += events;
        long now = System.nanoTime();
        long passed = now - began;
        if (passed > MEASURED.toNanos()) {
            isBusy = count > BUSY * passed / Duration.ofSeconds(1).toNanos();
            began = now;
            count = 0;
        }
    }

    /** Returns how many nanoseconds to rest after work of so many. */
    synchronized long restAfter(long worked) {
        boolean isQuiet = System.nanoTime() - began > QUIET.toNanos();
        return Math.min(LONGEST.toNanos(), (long) (worked * (isBusy && !isQuiet ? REST_WHEN_BUSY : REST_WHEN_IDLE)));
    }
}
