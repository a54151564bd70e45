package dev.ringback.upstream.write;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Counts what is under way, and waits for its end. Safe for use by many threads. */
final class UnderWay {
    private int count;
    private boolean closed;

    /** Counts one more; false where nothing may begin any more. */
    synchronized boolean begin() {
        if (closed) {
            return false;
        }
        count++;
        return true;
    }

    /** Counts one less. */
    synchronized void end() {
        count--;
        notifyAll();
    }

    /** Lets nothing begin any more, and returns when nothing is under way, or after that time. */
    synchronized void end(Duration most) {
        closed = true;
        long end = System.nanoTime() + most.toNanos();
        try {
            for (long left = most.toNanos(); count > 0 && left > 0; left = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
