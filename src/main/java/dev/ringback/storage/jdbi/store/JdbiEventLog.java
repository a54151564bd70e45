package dev.ringback.storage.jdbi.store;

import static java.util.stream.Collectors.toMap;

import dev.ringback.model.Generation;
import dev.ringback.model.LoggedEvent;
import dev.ringback.storage.EventLog;
import dev.ringback.storage.EventPosition;
import dev.ringback.storage.LostPositionException;
import dev.ringback.storage.LostPositionException.Reason;
import dev.ringback.storage.jdbi.sql.Reads;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Table {@code event} in the order of its ids, up to where {@link Log#settled} says; the newest events from memory, where they are kept there. */
final class JdbiEventLog implements EventLog {
    private static final String RANGE = " WHERE event.id > :after AND event.id <= :upTo ORDER BY event.id LIMIT :limit";
    private static final String BY_ID = " WHERE event.id IN (<ids>)";
    private static final String NEWEST = "SELECT coalesce(max(id), 0) FROM event WHERE id <= :upTo";

    private final Reads reads;
    private final Log log;
    private final RecentEvents recent;
    private final Listeners listeners;

    JdbiEventLog(Reads reads, Log log, RecentEvents recent, Listeners listeners) {
        this.reads = reads;
        this.log = log;
        this.recent = recent;
        this.listeners = listeners;
    }

    /** The generation is read first: if another database takes the place of this one meanwhile, nothing can be read of what is returned. */
    @Override
    public Settled settled() {
        return reads.read("find the last event that is settled", handle -> {
            Generation generation = JdbiGenerationStore.read(handle);
            return new UpTo(generation, log.settled(handle));
        });
    }

    @Override
    public Map<Long, LoggedEvent> byId(Set<Long> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return reads.read(
                "read " + ids.size() + " events",
                handle -> handle.createQuery(log.select() + BY_ID)
                        .bindList("ids", List.copyOf(ids))
                        .map(new EventTable())
                        .collect(toMap(LoggedEvent::id, event -> event)));
    }

    @Override
    public Subscription listen(Runnable listener) {
        return listeners.listen(listener);
    }

    /** The log up to an id, which is that of an event or of none. */
    private final class UpTo implements Settled {
        private final Generation generation;
        private final long last;

        UpTo(Generation generation, long last) {
            this.generation = generation;
            this.last = last;
        }

        @Override
        public EventPosition beginning() {
            return behind(0);
        }

        /**
         * Makes the position of the last event that is there, and never of an id without an event: PostgreSQL may give such an id
         * again, because no commit has made it durable.
         */
        @Override
        public EventPosition end() {
            return behind(reads.read(
                    "find the newest event",
                    handle -> handle.createQuery(NEWEST)
                            .bind("upTo", last)
                            .mapTo(Long.class)
                            .one()));
        }

        @Override
        public EventPosition behind(long eventId) {
            return new EventPosition(generation, eventId);
        }

        @Override
        public List<LoggedEvent> after(EventPosition position, int limit) {
            List<LoggedEvent> fresh = position.generation().equals(generation)
                    ? recent.after(generation, position.eventId(), last, limit)
                    : List.of();
            return fresh.isEmpty() ? read(position, limit) : fresh;
        }

        private List<LoggedEvent> read(EventPosition position, int limit) {
            return reads.read("read the log after event " + position.eventId(), handle -> {
                List<LoggedEvent> events = position.generation().equals(generation)
                        ? events(handle, position.eventId(), limit)
                        : List.of();
                // Only now: what was read is of this generation if it is still the same.
                demandKnown(handle, position);
                return events;
            });
        }

        private List<LoggedEvent> events(Handle handle, long after, int limit) {
            return after >= last
                    ? List.of()
                    : EventTable.some(handle.createQuery(log.select() + RANGE)
                            .bind("after", after)
                            .bind("upTo", last)
                            .bind("limit", limit));
        }

        private void demandKnown(Handle handle, EventPosition position) {
            Generation current = JdbiGenerationStore.read(handle);
            if (!position.generation().equals(current)) {
                throw new LostPositionException(position, Reason.OTHER_GENERATION, new EventPosition(current, 0));
            }
            // The end is looked for again: the position may be of a part that was settled later.
            if (position.eventId() > last && position.eventId() > log.settled(handle)) {
                throw new LostPositionException(position, Reason.BEYOND_END, new EventPosition(current, 0));
            }
        }
    }
}
