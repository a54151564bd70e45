package dev.ringback.forward.group;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How many there were in the last so and so long. Those of one second share an entry, and in windows longer than {@value #MOST} seconds those
 * of a {@value #MOST}th of it: so it stays small, however many there are. Not safe for use by many threads.
 */
final class SlidingCount {
    private static final int MOST = 300;

    /** By the millisecond in which an entry's time begins. */
    private final TreeMap<Long, Counted> counts = new TreeMap<>();

    private final Duration window;
    private final long grain;
    private long sum;

    /**
     * Those of an entry.
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

    /** Need not be the newest. */
    void add(Instant at) {
        long millis = at.toEpochMilli();
        add(Math.floorDiv(millis, grain) * grain, new Counted(1, millis));
    }

    private void add(long begin, Counted counted) {
        counts.merge(begin, counted, Counted::and);
        sum += counted.count();
    }

    /** Within the window that ends now; what lies before is forgotten. */
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

    /** Of those that were in the window when it was last looked at. */
    Optional<Instant> oldest() {
        return Optional.ofNullable(counts.firstEntry())
                .map(entry -> Instant.ofEpochMilli(entry.getValue().first()));
    }

    /** What there is to remember. */
    Map<Long, Counted> entries() {
        return Map.copyOf(counts);
    }

    /** Takes up what was remembered; the window may be another since. */
    void addAll(Map<Long, Counted> entries) {
        entries.forEach((begin, counted) -> add(Math.floorDiv(begin, grain) * grain, counted));
    }
}
