package dev.ringback.web.body;

import java.time.Duration;

/** Limits for the bodies of a door: for each one, and for all that are on their way at a time. Safe for use by many threads. */
public final class BodyLimits {
    private final int maxBodyBytes;
    private final Duration patience;
    private final BodyBudget budget;
    private final BodyBufferPool memory;
    private final Runnable overloaded;
    private final ConcurrencyLimit largeBodies =
            new ConcurrencyLimit(Runtime.getRuntime().availableProcessors());

    /**
     * Sets the limits of a door.
     *
     * @param maxBodyBytes of a larger body one byte more is handed over, so that this can be seen
     * @param patience how long a body may take
     * @param mostBytes how much memory unfinished bodies may take together
     * @param mostBodies how many bodies may be unfinished
     * @param overloaded told of each request that is given up for want of room
     */
    public BodyLimits(int maxBodyBytes, Duration patience, long mostBytes, int mostBodies, Runnable overloaded) {
        this.maxBodyBytes = maxBodyBytes;
        this.patience = patience;
        this.budget = new BodyBudget(mostBytes, mostBodies);
        this.memory = new BodyBufferPool(mostBytes);
        this.overloaded = overloaded;
    }

    int maxBodyBytes() {
        return maxBodyBytes;
    }

    Duration patience() {
        return patience;
    }

    /** Larger bodies take turns: to take one apart costs a multiple of its size, and there is a thread for each of hundreds. */
    int largeBytes() {
        return 64_000;
    }

    ConcurrencyLimit largeBodies() {
        return largeBodies;
    }

    BodyBudget budget() {
        return budget;
    }

    BodyBufferPool memory() {
        return memory;
    }

    void overloaded() {
        overloaded.run();
    }
}
