package dev.ringback.forward.group;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Counts occurrences in a sliding window, in at most some {@value #MOST} buckets, so its memory is bounded. A bucket covers one second, or in
 * windows longer than {@value #MOST} seconds a {@value #MOST}th of the window. Not safe for use by many threads.
 */
final class SlidingCount {
    private static final int MOST = 300;

    /** The buckets by the millisecond at which each begins. */
    private final TreeMap<Long, Counted> counts = new TreeMap<>();

    private final Duration window;
    private final long grain;
    private long sum;

    /**
     * Counts the occurrences of one bucket.
     *
     * @param first when the first of them was, in milliseconds since 1970
     */
    record Counted(long count, long first) {
        private Counted and(Counted more) {
            return new Counted(count + more.count, Math.min(first, more.first));
        }
    }

    SlidingCount(Duration window) {
        this.window = window;
        this.grain = Math.max(1, window.toSeconds() / MOST) * 1000;
    }

    /** Counts an occurrence, which need not be the newest. */
    void add(Instant at) {
        long millis = at.toEpochMilli();
        add(Math.floorDiv(millis, grain) * grain, new Counted(1, millis));
    }

    private void add(long begin, Counted counted) {
        counts.merge(begin, counted, Counted::and);
        sum += counted.count();
    }

    /** Returns the count in the window that ends now, and forgets older occurrences. */
    long until(Instant now) {
        Map<Long, Counted> gone = counts.headMap(now.minus(window).toEpochMilli(), true);
        sum -= gone.values().stream().mapToLong(Counted::count).sum();
        gone.clear();
        return sum;
    }

    void clear() {
        counts.clear();
        sum = 0;
    }

    /** Returns the oldest occurrence that was in the window at the last call of {@link #until}. */
    Optional<Instant> oldest() {
        return Optional.ofNullable(counts.firstEntry())
                .map(entry -> Instant.ofEpochMilli(entry.getValue().first()));
    }

    /** Returns the buckets to be stored. */
    Map<Long, Counted> entries() {
        return Map.copyOf(counts);
    }

    /** Restores stored buckets. The window may have changed since. */
    void addAll(Map<Long, Counted> entries) {
        entries.forEach((begin, counted) -> add(Math.floorDiv(begin, grain) * grain, counted));
    }
}
