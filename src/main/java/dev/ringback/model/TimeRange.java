package dev.ringback.model;

import java.time.Instant;
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

    /** What lies in both. */
    public TimeRange and(TimeRange other) {
        return new TimeRange(later(from, other.from), earlier(until, other.until));
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isAfter(other) ? one : other;
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }
}
