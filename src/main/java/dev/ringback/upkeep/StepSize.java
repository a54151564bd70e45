package dev.ringback.upkeep;

import java.time.Duration;

/** How much to do at once, learned from how long the steps before took. Not safe for use by many threads. */
final class StepSize {
    /** A fifth of what a callback may be kept waiting: a step of the same size takes longer on a bad day. */
    static final Duration AIM = Duration.ofMillis(10);

    private static final int FIRST = 16;
    private static final int MOST = 1_000;

    private final int least;
    private int size = FIRST;

    StepSize() {
        this(1);
    }

    /** @param least to do at once, however long it takes: where each step costs something by itself */
    StepSize(int least) {
        this.least = least;
    }

    int get() {
        return size;
    }

    /** Grows at most by half, and shrinks as far as needed: too slow is noticed by callbacks, too fast by nobody. */
    void learn(Duration took) {
        double fit = size * (double) AIM.toNanos() / Math.max(1, took.toNanos());
        size = (int) Math.max(least, Math.min(MOST, Math.min(fit, size * 1.5 + 1)));
    }
}
