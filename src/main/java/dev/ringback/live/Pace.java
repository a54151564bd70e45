package dev.ringback.live;

import java.time.Duration;

/**
 * Says how long to rest between two pieces of work for streams, because storing events comes first: hardly at all while few events come in, and the longer the
 * more come in. With 2,500 a second the work takes a tenth of one processor, with 5,000 or more a twentieth. Safe for use by many threads.
 */
final class Pace {
    /** Events a second for which the work takes all of one processor; with twice as many it takes a half. */
    private static final double UNHINDERED = 250;

    private static final double LEAST = 0.1;
    private static final double MOST = 19;
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private final EventRate rate = new EventRate();

    /** Notes that events have come in. */
    void heard(int events) {
        rate.heard(events);
    }

    /** Returns how many nanoseconds to rest after work of so many. */
    long restAfter(long worked) {
        double factor = Math.max(LEAST, Math.min(MOST, rate.perSecond() / UNHINDERED - 1));
        return Math.min(LONGEST.toNanos(), (long) ((double) worked * factor));
    }
}
