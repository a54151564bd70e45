package dev.ringback.storage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How much the quarantine may hold. Whatever is beyond goes: first what names an account the settings do not have, then the oldest.
 *
 * @param requests how many, 0 to keep none
 * @param bytes of all together
 * @param age of each
 */
public record QuarantineLimits(int requests, long bytes, Duration age) {
    private static final int MOST_REQUESTS = 1_000_000;
    private static final long LEAST_BYTES = 1_000_000;
    private static final long MOST_BYTES = 10_000_000_000L;
    private static final int MOST_DAYS = 400;

    /** Enough for a weekend of wrong settings on a quiet account, or a morning on a busy one. */
    public static QuarantineLimits defaults() {
        return new QuarantineLimits(10_000, 64_000_000, Duration.ofDays(7));
    }

    /** Returns the mistakes in these limits, each named as the user typed it; empty when there are none. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (requests < 0 || requests > MOST_REQUESTS) {
            problems.add("RINGBACK_QUARANTINE_REQUESTS must be between 0 and " + MOST_REQUESTS);
        }
        if (bytes < LEAST_BYTES || bytes > MOST_BYTES) {
            problems.add("RINGBACK_QUARANTINE_BYTES must be between " + LEAST_BYTES + " and " + MOST_BYTES);
        }
        if (age.toDays() < 1 || age.toDays() > MOST_DAYS) {
            problems.add("RINGBACK_QUARANTINE_DAYS must be between 1 and " + MOST_DAYS);
        }
        return problems;
    }
}
