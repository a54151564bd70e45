package dev.ringback.simulate;

import java.util.concurrent.TimeUnit;

/** Lets requests go at an even rate. What was held up may be made good for, but no more than a second of it. For one thread. */
final class RateLimiter {
    private static final long MOST_CATCHING_UP = TimeUnit.SECONDS.toNanos(1);

    private final long interval;
    private long due;
    private boolean started;

    /** @param rate requests per second; 0 for no limit */
    RateLimiter(double rate) {
        this.interval = rate == 0 ? 0 : (long) (TimeUnit.SECONDS.toNanos(1) / rate);
    }

    /** Returns when the next request may go. */
    void await() throws InterruptedException {
        if (interval > 0) {
            TimeUnit.NANOSECONDS.sleep(untilDue(System.nanoTime()));
        }
    }

    /** Nanoseconds to wait for the next request, zero or less for none; each call counts as one request. */
    long untilDue(long now) {
        due = started ? Math.max(due + interval, now - MOST_CATCHING_UP) : now;
        started = true;
        return due - now;
    }
}
