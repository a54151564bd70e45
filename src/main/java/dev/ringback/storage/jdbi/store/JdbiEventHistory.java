package dev.ringback.storage.jdbi.store;

import dev.ringback.model.Event;
import dev.ringback.model.EventKind;
import dev.ringback.model.EventSource;
import dev.ringback.model.LoggedEvent;
import dev.ringback.model.TimeRange;
import dev.ringback.storage.EventHistory;
import dev.ringback.storage.EventQuery;
import dev.ringback.storage.jdbi.sql.Reads;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The log from its end. Every statement is limited by ids, so that it costs the same however long the log is. */
final class JdbiEventHistory implements EventHistory {
    private static final String FLOOR = "SELECT id FROM event WHERE id < :before ORDER BY id DESC LIMIT 1 OFFSET :rows";

    private static final String CEILING = "SELECT id FROM event WHERE id > :after ORDER BY id LIMIT 1 OFFSET :rows";

    /** A form escapes digits as %30 to %39, JSON by a backslash and u0030 to u0039; what else begins so is let through too. */
    private static final String WRITES = """
            (event.payload LIKE '%%%1$s%%' OR event.target LIKE '%%%1$s%%'
              OR event.payload LIKE '%%!%%3%%' ESCAPE '!' OR event.target LIKE '%%!%%3%%' ESCAPE '!'
              OR event.payload LIKE '%%u003%%')""";

    /** Most events that are read at once. Where few match, ever more are read at once, but never so many that they are too much to hold. */
    private static final int MOST_AT_ONCE = 250;

    private static final List<String> KINDS = Stream.of(EventKind.values())
            .filter(kind -> kind != EventKind.UNKNOWN)
            .map(EventKind::value)
            .toList();

    private final Reads reads;
    private final Log log;

    JdbiEventHistory(Reads reads, Log log) {
        this.reads = reads;
        this.log = log;
    }

    @Override
    public Stretch newestFirst(EventQuery query, Predicate<Event> matching) {
        if (!query.scope().everything() && query.scope().accountSids().isEmpty()) {
            return new Stretch(List.of(), null);
        }
        return reads.read("list events", handle -> walk(handle, query, matching));
    }

    @Override
    public Beginning beginning(String accountSid, long afterId) {
        return reads.read("look where an account begins", handle -> {
            long upTo = handle.createQuery(CEILING)
                    .bind("after", afterId)
                    .bind("rows", EVENTS_LOOKED_AT)
                    .mapTo(Long.class)
                    .findOne()
                    .orElseGet(() -> handle.createQuery(EventTable.NEWEST)
                            .mapTo(Long.class)
                            .one());
            Query first = handle.createQuery(log.select() + " WHERE event.id > :after AND event.id <= :upTo AND "
                    + log.account() + " || '' = :account AND event.source <> :api ORDER BY event.id LIMIT 1");
            List<LoggedEvent> found = EventTable.some(first.bind("after", afterId)
                    .bind("upTo", upTo)
                    .bind("account", accountSid)
                    .bind("api", EventSource.API.value()));
            return new Beginning(found.isEmpty() ? null : found.get(0).event().receivedAt(), Math.max(upTo, afterId));
        });
    }

    private Stretch walk(Handle handle, EventQuery query, Predicate<Event> matching) {
        Range range = range(handle, query);
        List<LoggedEvent> found = new ArrayList<>();
        long before = range.before();
        long characters = 0;
        int atOnce = Math.min(query.size() + 1, MOST_AT_ONCE);
        while (true) {
            List<LoggedEvent> some = some(handle, query, range.after(), before, atOnce);
            for (LoggedEvent event : some) {
                if (matching.test(event.event())) {
                    if (found.size() == query.size()) {
                        return new Stretch(found, found.get(found.size() - 1).id());
                    }
                    found.add(event);
                }
                before = event.id();
                characters += event.event().payload().length();
            }
            if (some.isEmpty()) {
                return new Stretch(found, range.last() ? null : range.after() + 1);
            }
            if (characters >= CHARACTERS_READ) {
                return new Stretch(found, before);
            }
            atOnce = Math.min(2 * atOnce, MOST_AT_ONCE);
        }
    }

    /**
     * The ids that one page looks at.
     *
     * @param after not included
     * @param before not included
     * @param last whether nothing of the list can come before
     */
    private record Range(long after, long before, boolean last) {}

    private static Range range(Handle handle, EventQuery query) {
        LogPosition position = new LogPosition(handle);
        Instant from = query.received().from();
        Instant until = query.received().until();
        long before = query.beforeId();
        if (until != null) {
            before = Math.min(before, position.after(until));
        }
        Optional<Long> floor = handle.createQuery(FLOOR)
                .bind("before", before)
                .bind("rows", EVENTS_LOOKED_AT)
                .mapTo(Long.class)
                .findOne();
        long least = from == null ? 0 : position.before(from);
        long after = Math.max(floor.orElse(0L), least);
        return new Range(after, before, after == least);
    }

    private List<LoggedEvent> some(Handle handle, EventQuery query, long after, long before, int limit) {
        List<String> conditions = new ArrayList<>();
        if (!query.scope().everything()) {
            // No planner shall enter the log by an account, which may have written all of it.
            conditions.add(log.account() + " || '' IN (<accounts>)");
        }
        if (query.kind() != null) {
            conditions.add(query.kind() == EventKind.UNKNOWN ? "event.kind NOT IN (<kinds>)" : "event.kind = :kind");
        }
        query.digits().forEach(digits -> conditions.add(WRITES.formatted(digits)));
        addRange(conditions, query.received());
        String and = conditions.isEmpty() ? "" : " AND " + String.join(" AND ", conditions);
        Query some = handle.createQuery(log.select() + " WHERE event.id > :after AND event.id < :before" + and
                + " ORDER BY event.id DESC LIMIT :limit");
        bind(some, query);
        return EventTable.some(some.bind("after", after).bind("before", before).bind("limit", limit));
    }

    private static void addRange(List<String> conditions, TimeRange received) {
        if (received.from() != null) {
            conditions.add("event.received_at >= :from");
        }
        if (received.until() != null) {
            conditions.add("event.received_at < :until");
        }
    }

    private static void bind(Query query, EventQuery wanted) {
        if (!wanted.scope().everything()) {
            query.bindList("accounts", wanted.scope().accountSids());
        }
        if (wanted.kind() == EventKind.UNKNOWN) {
            query.bindList("kinds", KINDS);
        } else if (wanted.kind() != null) {
            query.bind("kind", wanted.kind().value());
        }
        bind(query, "from", wanted.received().from());
        bind(query, "until", wanted.received().until());
    }

    private static void bind(Query query, String name, @Nullable Instant moment) {
        if (moment != null) {
            query.bind(name, moment.toEpochMilli());
        }
    }
}
