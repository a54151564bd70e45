package dev.ringback.forward;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How many there were in the last so and so long. Those of one millisecond take one entry. Not safe for use by many threads. */
final class SlidingCount {
    private final TreeMap<Long, Long> counts = new TreeMap<>();
    private final Duration window;
    private long sum;

    SlidingCount(Duration window) {
        this.window = window;
    }

    /** Need not be the newest. */
    void add(Instant at) {
        counts.merge(at.toEpochMilli(), 1L, Long::sum);
        sum++;
    }

    /** Within the window that ends now; what lies before is forgotten. */
    long until(Instant now) {
        Map<Long, Long> gone = counts.headMap(now.minus(window).toEpochMilli(), true);
        sum -= gone.values().stream().mapToLong(Long::longValue).sum();
        gone.clear();
        return sum;
    }

    void clear() {
        counts.clear();
        sum = 0;
    }

    /** Of those that were in the window when it was last looked at. */
    Optional<Instant> oldest() {
        return Optional.ofNullable(counts.firstEntry()).map(entry -> Instant.ofEpochMilli(entry.getKey()));
    }
}
