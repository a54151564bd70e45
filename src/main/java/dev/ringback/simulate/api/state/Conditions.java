package dev.ringback.simulate.api.state;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the stand-in behaves for as long as it is left so. Each method that takes a value sets it, for the requests from then on, and returns
 * this. At first nothing is slow, limited, late or lost. Safe for use by many threads.
 */
public final class Conditions {
    private volatile Duration listLag = Duration.ZERO;
    private volatile Duration invisible = Duration.ZERO;
    private volatile double lostCallbacks;
    private volatile double failed;
    private volatile double undelivered;
    private volatile int maxConcurrent;
    private volatile @Nullable Duration retryAfter;
    private volatile Duration leastLatency = Duration.ZERO;
    private volatile Duration mostLatency = Duration.ZERO;
    private volatile double serverErrors;
    private volatile boolean largePagesFail;
    private final MediaConditions media = new MediaConditions();

    /** Sets how old a row is at least before lists have it. Twilio's lag 10 to 15 minutes at times (twilio-node issue 647). */
    public Conditions listLag(Duration lag) {
        listLag = lag;
        return this;
    }

    public Duration listLag() {
        return listLag;
    }

    /** Sets for how long a resource that was created is answered with 404. */
    public Conditions invisibleAfterCreate(Duration time) {
        invisible = time;
        return this;
    }

    public Duration invisibleAfterCreate() {
        return invisible;
    }

    /** Sets the share of callbacks that are never sent, 0 to 1. */
    public Conditions lostCallbacks(double share) {
        lostCallbacks = share(share);
        return this;
    }

    public double lostCallbacks() {
        return lostCallbacks;
    }

    /** Sets the shares of messages that end as {@code failed} and as {@code undelivered}; of calls, that nobody answers. */
    public Conditions unsuccessful(double failedShare, double undeliveredShare) {
        share(failedShare + undeliveredShare);
        failed = share(failedShare);
        undelivered = share(undeliveredShare);
        return this;
    }

    public double failed() {
        return failed;
    }

    public double undelivered() {
        return undelivered;
    }

    /** Sets how many requests an account may have under way; 0 for any number. Twilio publishes no figure (error 20429). */
    public Conditions maxConcurrent(int requests) {
        maxConcurrent = requests;
        return this;
    }

    public int maxConcurrent() {
        return maxConcurrent;
    }

    /** Sets the {@code Retry-After} of each 429; null for none, which is what Twilio documents for this API. */
    public Conditions retryAfter(@Nullable Duration time) {
        retryAfter = time;
        return this;
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    /** Sets how long each request takes besides, by the wall clock: between these two, by chance. */
    public Conditions latency(Duration least, Duration most) {
        if (most.compareTo(least) < 0) {
            throw new IllegalArgumentException("the most is less than the least");
        }
        leastLatency = least;
        mostLatency = most;
        return this;
    }

    public Duration leastLatency() {
        return leastLatency;
    }

    public Duration mostLatency() {
        return mostLatency;
    }

    /** Sets the share of requests that are answered with 500 or 503 instead of being done, 0 to 1. */
    public Conditions serverErrors(double share) {
        serverErrors = share(share);
        return this;
    }

    public double serverErrors() {
        return serverErrors;
    }

    /** Sets whether pages of 1000 are answered with 500 and code 20500, as those of usage records are (airbyte issue 23512). */
    public Conditions largePagesFail(boolean fail) {
        largePagesFail = fail;
        return this;
    }

    public boolean largePagesFail() {
        return largePagesFail;
    }

    /** Returns how media and sound are served. */
    public MediaConditions media() {
        return media;
    }

    private static double share(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException(share + " is not between 0 and 1");
        }
        return share;
    }
}
