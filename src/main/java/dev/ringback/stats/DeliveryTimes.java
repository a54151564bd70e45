package dev.ringback.stats;

import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Counts how long deliveries took, in bins of fixed bounds: eight for each doubling, from a millisecond to 24 days. Sums of such counts are exact, and a
 * percentile of them is wrong by 4.5 % at most.
 */
final class DeliveryTimes {
    private static final int BINS_OF_DOUBLING = 8;
    private static final int DOUBLINGS = 31;

    static final int BINS = BINS_OF_DOUBLING * DOUBLINGS;

    /** The least milliseconds of each bin. */
    private static final double[] BOUNDS = bounds();

    private DeliveryTimes() {}

    private static double[] bounds() {
        double[] bounds = new double[BINS];
        for (int i = 0; i < BINS; i++) {
            bounds[i] = StrictMath.pow(2, (double) i / BINS_OF_DOUBLING);
        }
        return bounds;
    }

    /** Returns the bin of a time. What is longer than the last bin belongs to it. */
    static int bin(Duration time) {
        int found = Arrays.binarySearch(BOUNDS, (double) Math.max(1, time.toMillis()));
        return found >= 0 ? found : -found - 2;
    }

    /**
     * Returns the time that a share of all took at most; null where there are none.
     *
     * @param share from 0 to 1
     */
    static @Nullable Duration percentile(long[] bins, double share) {
        long all = Arrays.stream(bins).sum();
        long wanted = Math.max(1, (long) Math.ceil(share * all));
        long passed = 0;
        for (int i = 0; i < bins.length; i++) {
            passed += bins[i];
            if (passed >= wanted) {
                return Duration.ofMillis(Math.round(StrictMath.pow(2, (i + 0.5) / BINS_OF_DOUBLING)));
            }
        }
        return null;
    }
}
