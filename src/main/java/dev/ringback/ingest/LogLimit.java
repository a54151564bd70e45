package dev.ringback.ingest;

import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * Lets through so many log lines a second and counts the rest, so that strangers at a public door, or a long outage, cannot fill the disk
 * with log. Safe for use by many threads.
 */
public final class LogLimit {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final int perSecond;
    private long windowStart = System.nanoTime();
    private int inWindow;
    private long suppressed;

    private LogLimit(int perSecond) {
        this.perSecond = perSecond;
    }

    /** A limit of so many lines in any second. */
    public static LogLimit perSecond(int lines) {
        return new LogLimit(lines);
    }

    /** Runs the action if a line may be written now, telling it how many were left out since the last. */
    public void run(LongConsumer write) {
        long leftOut;
        synchronized (this) {
            long now = System.nanoTime();
            if (now - windowStart >= SECOND) {
                windowStart = now;
                inWindow = 0;
            }
            if (inWindow >= perSecond) {
                suppressed++;
                return;
            }
            inWindow++;
            leftOut = suppressed;
            suppressed = 0;
        }
        write.accept(leftOut);
    }
}
