package dev.ringback.model;

import java.time.Instant;
import java.util.Comparator;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Moments that a list is limited to.
 *
 * @param from the first of them; null for no limit
 * @param until the first that no longer belongs to them; null for no limit
 */
public record TimeRange(@Nullable Instant from, @Nullable Instant until) {
    /** Every moment, and rows without one. */
    public static final TimeRange ALWAYS = new TimeRange(null, null);

    /** Returns the moments that lie in both. */
    public TimeRange and(TimeRange other) {
        return new TimeRange(
                both(from, other.from, BinaryOperator.maxBy(Comparator.naturalOrder())),
                both(until, other.until, BinaryOperator.minBy(Comparator.naturalOrder())));
    }

    /** The stricter of two limits. */
    private static @Nullable Instant both(
            @Nullable Instant one, @Nullable Instant other, BinaryOperator<Instant> stricter) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return stricter.apply(one, other);
    }
}
