package dev.ringback.ingest;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;

/**
 * Writes so many log lines a second and counts the rest, so that strangers at a public door, or a long outage, cannot fill the disk with log.
 * A line ends with how many were left out since the one before, if any were, such as {@code (12 more refusals not logged)}. Safe for use by
 * many threads.
 */
public final class LogLimit {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Logger log;
    private final int perSecond;
    private final String counted;
    private final LongSupplier nanoTime;
    private long windowStart;
    private int inWindow;
    private long suppressed;

    private LogLimit(Logger log, int perSecond, String counted, LongSupplier nanoTime) {
        this.log = log;
        this.perSecond = perSecond;
        this.counted = counted;
        this.nanoTime = nanoTime;
        this.windowStart = nanoTime.getAsLong();
    }

    /**
     * Creates a limit of so many lines in any second.
     *
     * @param counted a noun in the plural for what the lines tell of, such as {@code refusals}
     */
    public static LogLimit perSecond(Logger log, int lines, String counted) {
        return perSecond(log, lines, counted, System::nanoTime);
    }

    static LogLimit perSecond(Logger log, int lines, String counted, LongSupplier nanoTime) {
        return new LogLimit(log, lines, counted, nanoTime);
    }

    /** Writes a warning if a line may be written now. */
    public void warn(Supplier<String> line) {
        long leftOut = leftOut();
        if (leftOut >= 0) {
            log.warn("{}{}", line.get(), note(leftOut));
        }
    }

    /** Writes an error if a line may be written now. */
    public void error(Supplier<String> line) {
        long leftOut = leftOut();
        if (leftOut >= 0) {
            log.error("{}{}", line.get(), note(leftOut));
        }
    }

    /** Writes an error, with the stack of its cause, if a line may be written now. */
    public void error(Supplier<String> line, Throwable cause) {
        long leftOut = leftOut();
        if (leftOut >= 0) {
            log.error("{}{}", line.get(), note(leftOut), cause);
        }
    }

    /** Returns how many lines were left out since the last; negative if this one is left out too. */
    private synchronized long leftOut() {
        long now = nanoTime.getAsLong();
        if (now - windowStart >= SECOND) {
            windowStart = now;
            inWindow = 0;
        }
        if (inWindow >= perSecond) {
            suppressed++;
            return -1;
        }
        inWindow++;
        long leftOut = suppressed;
        suppressed = 0;
        return leftOut;
    }

    private String note(long leftOut) {
        return leftOut == 0 ? "" : " (" + leftOut + " more " + counted + " not logged)";
    }
}
