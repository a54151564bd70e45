package dev.ringback.upstream.governor;

import dev.ringback.storage.AccountBudget;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Holds the part of an account's budget that this node may use for a while.
 *
 * @param concurrent requests under way at once; 0 while others have all of them
 * @param perSecond requests begun in a second
 * @param allowance requests that may be made before it is renewed
 * @param lasts from the moment when it was taken
 * @param version of the concurrency that was learned
 * @param stop why nothing may be asked; null where nothing speaks against it
 */
record Share(
        int concurrent,
        double perSecond,
        long allowance,
        Duration lasts,
        long version,
        AccountBudget.@Nullable Stop stop) {
    /** Stands for the share of a node that has not asked for one. */
    static final Share NONE = new Share(0, 1, 0, Duration.ZERO, 0, null);

    /** Returns this share with one request less at once. */
    Share lowered() {
        return new Share(Math.max(1, concurrent - 1), perSecond, allowance, lasts, version, stop);
    }

    /** Returns this share with a reason why nothing may be asked; null for none. */
    Share stoppedBy(AccountBudget.@Nullable Stop newStop) {
        return new Share(concurrent, perSecond, allowance, lasts, version, newStop);
    }
}
