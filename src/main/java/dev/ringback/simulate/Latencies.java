package dev.ringback.simulate;

import java.time.Duration;

/**
 * Counts times in classes, each one in a hundred wider than the one before, so that millions of them take no more memory than ten. Not safe
 * for use by several threads.
 */
final class Latencies {
    private static final double CLASS_WIDTH = Math.log(1.01);

    /** The last class holds everything from about 75 seconds on, five times what anybody waits. */
    private final long[] classes = new long[2517];

    private long count;
    private long slowest;

    void add(long nanos) {
        int place = (int) (Math.log(Math.max(1.0, (double) nanos)) / CLASS_WIDTH);
        classes[Math.min(place, classes.length - 1)]++;
        count++;
        slowest = Math.max(slowest, nanos);
    }

    AnswerTimes times() {
        return new AnswerTimes(notExceededBy(0.5), notExceededBy(0.99), Duration.ofNanos(slowest));
    }

    /** The upper end of the class in which that share is reached. */
    private Duration notExceededBy(double share) {
        long wanted = (long) Math.ceil(share * (double) count);
        int place = -1;
        for (long seen = 0; seen < wanted; ) {
            place++;
            seen += classes[place];
        }
        return Duration.ofNanos(Math.min(slowest, (long) Math.exp((place + 1) * CLASS_WIDTH)));
    }
}
