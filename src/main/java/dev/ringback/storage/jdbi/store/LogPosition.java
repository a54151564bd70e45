package dev.ringback.storage.jdbi.store;

import static dev.ringback.storage.EventHistory.DISORDER;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Finds a moment in the log, which has no index on time, by halves: its ids are nearly in the order of time. */
final class LogPosition {
    private static final String NEXT = "SELECT id, received_at FROM event WHERE id > :after ORDER BY id LIMIT 1";
    private static final String EARLIEST = """
            SELECT min(id) FROM event WHERE id > :after AND id <= :upTo AND received_at >= :moment""";
    private static final String BEHIND = "SELECT id FROM event WHERE id > :after ORDER BY id LIMIT 1 OFFSET :rows";

    /** Between so many ids it does not pay to search further. */
    private static final int CLOSE = 1_000;

    /** A log that has no order at all is walked from its beginning. */
    private static final int TRIES = 10;

    private final Handle handle;

    LogPosition(Handle handle) {
        this.handle = handle;
    }

    private record Place(long id, long receivedAt) {}

    /** Finds an id such that all events received at a moment or later have greater ones, except for disorder beyond {@value #DISORDER} events. */
    long before(Instant moment) {
        long found = search(
                moment, handle.createQuery(EventTable.NEWEST).mapTo(Long.class).one());
        for (int tries = 0; tries < TRIES; tries++) {
            Optional<Long> earlier = earliest(moment, found);
            if (earlier.isEmpty()) {
                return found;
            }
            found = search(moment, earlier.get() - 1);
        }
        return 0;
    }

    /**
     * Finds an id such that all events received before a moment have smaller ones, with the same exception; {@link Long#MAX_VALUE} for the end of
     * the log.
     */
    long after(Instant moment) {
        return handle.createQuery(BEHIND)
                .bind("after", before(moment))
                .bind("rows", DISORDER + CLOSE)
                .mapTo(Long.class)
                .findOne()
                .orElse(Long.MAX_VALUE);
    }

    /** Halves the log. It may end too late where it hits on an event that stands elsewhere than its time would have it. */
    private long search(Instant moment, long end) {
        long low = 0;
        long high = end;
        while (high - low > CLOSE) {
            long middle = low + (high - low) / 2;
            Optional<Place> next = next(middle);
            if (next.isEmpty() || next.get().id() > high || next.get().receivedAt() >= moment.toEpochMilli()) {
                high = middle;
            } else {
                low = next.get().id();
            }
        }
        return low;
    }

    private Optional<Place> next(long after) {
        return handle.createQuery(NEXT)
                .bind("after", after)
                .map((rows, context) -> new Place(rows.getLong(1), rows.getLong(2)))
                .findOne();
    }

    private Optional<Long> earliest(Instant moment, long upTo) {
        return handle.createQuery(EARLIEST)
                .bind("after", upTo - DISORDER)
                .bind("upTo", upTo)
                .bind("moment", moment.toEpochMilli())
                .mapTo(Long.class)
                .findOne();
    }
}
