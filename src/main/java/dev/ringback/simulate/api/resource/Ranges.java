package dev.ringback.simulate.api.resource;

import dev.ringback.model.TimeRange;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Tells whether moments lie in the ranges that filters ask for. */
final class Ranges {
    private Ranges() {}

    /** Whether a moment lies in a range; no moment lies only in the range without limits. */
    static boolean contains(TimeRange range, @Nullable Instant moment) {
        if (range.from() == null && range.until() == null) {
            return true;
        }
        return moment != null
                && (range.from() == null || !moment.isBefore(range.from()))
                && (range.until() == null || moment.isBefore(range.until()));
    }
}
