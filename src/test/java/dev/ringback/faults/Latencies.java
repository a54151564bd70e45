package dev.ringback.faults;

import java.time.Duration;
import java.util.Arrays;

/** Measured times. Safe for use by many threads. */
final class Latencies {
    private long[] nanos = new long[1024];
    private int size;

    synchronized void add(long value) {
        if (size == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * size);
        }
        nanos[size++] = value;
    }

    synchronized int size() {
        return size;
    }

    /** What that share of all stayed below; zero when there are none. */
    synchronized Duration percentile(double share) {
        if (size == 0) {
            return Duration.ZERO;
        }
        long[] sorted = Arrays.copyOf(nanos, size);
        Arrays.sort(sorted);
        return Duration.ofNanos(sorted[(int) Math.min(size - 1L, (long) Math.ceil(share * size))]);
    }
}
