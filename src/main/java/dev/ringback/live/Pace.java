package dev.ringback.live;

import java.time.Duration;

/**
 * Says how long to rest between two pieces of work for streams. While few events come in, hardly at all; while many do, so long that the work takes a tenth
 * of one processor, because storing events comes first. Safe for use by many threads.
 */
final class Pace {
    /** Events a second from which on the server is busy. */
    private static final double BUSY = 500;

    private static final double REST_WHEN_BUSY = 9;
    private static final double REST_WHEN_IDLE = 0.1;
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private final EventRate rate = new EventRate();

    /** Notes that events have come in. */
    void heard(int events) {
        rate.heard(events);
    }

    /** Returns how many nanoseconds to rest after work of so many. */
    long restAfter(long worked) {
        double factor = rate.perSecond() > BUSY ? REST_WHEN_BUSY : REST_WHEN_IDLE;
        return Math.min(LONGEST.toNanos(), (long) ((double) worked * factor));
    }
}
