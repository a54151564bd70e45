package dev.ringback.upstream.list;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Remembers when pages were read last, as a cache knows the age of what it has. Safe for use by many threads. */
final class LastReads {
    /** Some ten megabytes. */
    private static final int MOST_ROWS = 100_000;

    private final Clock clock;
    private final Map<PageQuestion, Dated> reads = new LinkedHashMap<>();
    private int rows;

    private record Dated(ListRead read, Instant at) {
        /** Counts a page too, so that empty ones are bounded as well. */
        int rows() {
            return 1 + read.sids().size();
        }
    }

    LastReads(Clock clock) {
        this.clock = clock;
    }

    /** @param at when it was asked for: what Twilio has answered is as old as that */
    synchronized void add(PageQuestion question, ListRead read, Instant at) {
        Dated before = reads.remove(question);
        Dated now = new Dated(read, at);
        reads.put(question, now);
        rows += now.rows() - (before == null ? 0 : before.rows());
        Iterator<Dated> eldest = reads.values().iterator();
        while (rows > MOST_ROWS && eldest.hasNext()) {
            rows -= eldest.next().rows();
            eldest.remove();
        }
    }

    synchronized Optional<ListRead> notOlderThan(PageQuestion question, Duration age) {
        Dated last = reads.get(question);
        return last == null || last.at().plus(age).isBefore(clock.instant())
                ? Optional.empty()
                : Optional.of(last.read());
    }
}
