package dev.ringback.model;

import java.time.Duration;
import java.util.OptionalDouble;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Says what became of messages. All but {@code inbound} counts outbound ones.
 *
 * @param messages all outbound ones
 * @param inbound all inbound ones
 * @param delivered those that were read too
 * @param read of which that is known
 * @param underWay those whose status comes before {@code sent}, or is not known
 * @param measured of which it is known how long the delivery took
 * @param p50 how long half of those took at most, with an error of 4.5 % at most; null where none was measured
 * @param p95 how long 95 % of those took at most, likewise
 * @param errorCodes how many have each code
 */
public record StatsFigures(
        long messages,
        long inbound,
        long delivered,
        long read,
        long undelivered,
        long failed,
        long canceled,
        long sent,
        long underWay,
        long measured,
        @Nullable Duration p50,
        @Nullable Duration p95,
        SortedMap<Integer, Long> errorCodes) {

    /** Returns how many were delivered, undelivered or failed: what became of them is known. */
    public long ended() {
        return delivered + undelivered + failed;
    }

    /** Returns the share of the delivered among those that were delivered, undelivered or failed; empty where there are none. */
    public OptionalDouble deliveryRate() {
        return ended() == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) delivered / ended());
    }
}
