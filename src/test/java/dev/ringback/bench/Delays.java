package dev.ringback.bench;

import java.util.Arrays;

/** Gathers how long something took, each time. */
final class Delays {
    private long[] nanos = new long[1_024];
    private int count;

    void add(long delay) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = delay;
    }

    int count() {
        return count;
    }

    double meanMillis() {
        return Arrays.stream(nanos, 0, count).average().orElse(0) / 1e6;
    }

    double percentileMillis(double share) {
        return percentile(share) / 1e6;
    }

    /**
     * Says it as the table does.
     *
     * @param nanosInAll how long the run took
     */
    Load load(long nanosInAll, long failures) {
        return new Load(
                count,
                Math.max(1, nanosInAll / 1_000),
                percentile(0.5) / 1_000,
                percentile(0.99) / 1_000,
                failures,
                0,
                count,
                0);
    }

    private long percentile(double share) {
        if (count == 0) {
            return 0;
        }
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return sorted[Math.min(count - 1, (int) (share * count))];
    }
}
