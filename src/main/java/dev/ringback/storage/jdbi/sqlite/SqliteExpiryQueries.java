package dev.ringback.storage.jdbi.sqlite;

import static java.util.stream.Collectors.joining;

import dev.ringback.model.Event;
import dev.ringback.model.LoggedEvent;
import dev.ringback.storage.jdbi.mirror.MirrorTable;
import dev.ringback.storage.jdbi.sql.Row;
import dev.ringback.storage.jdbi.store.EventTable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.result.ResultIterator;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;

/** Queries that retention asks the database before it deletes. */
final class SqliteExpiryQueries {
    /** So much of a payload weighs as much as one event: both are about a page of the database. */
    private static final int PAGE = 4096;

    private static final String SEEN = "SELECT event.id, account_sid, sid, coalesce(aged_at, received_at), %s FROM %s"
            .formatted(EventTable.AGE, SqliteLog.FROM);

    static final String WALK = SEEN + " WHERE event.id > :after ORDER BY event.id LIMIT :limit";

    /** Finds events that do not age by their arrival by an index, which no callback pays for: they stand anywhere in the log. */
    static final String AGED = SEEN
            + " WHERE aged_at IS NOT NULL AND aged_at < :before ORDER BY aged_at, event.id LIMIT :limit OFFSET :offset";

    static final String PRESENCE =
            MirrorTable.ALL.stream().map(MirrorTable::presence).collect(joining("\nUNION ALL "));

    static final String LATEST = "SELECT coalesce(max(event.id), 0), coalesce(max(%s), 0) FROM %s"
            .formatted(EventTable.AGE, SqliteLog.OF_SUBJECT);

    static final String HISTORY = "SELECT %s FROM %s".formatted(SqliteLog.COLUMNS, SqliteLog.OF_SUBJECT);

    static final String REST = HISTORY + " AND event.id < :newest";
    private static final String ONE =
            "SELECT %s FROM %s WHERE event.id = :id".formatted(SqliteLog.COLUMNS, SqliteLog.FROM);
    private static final String BEGUN = "SELECT account_sid, sid, last_event_id FROM expired_history LIMIT 1";

    private final Handle handle;
    private final RowMapper<Weighed> weighing;

    /** @param references tells again which references an event was stored with */
    SqliteExpiryQueries(Handle handle, Function<Event, Set<String>> references) {
        this.handle = handle;
        this.weighing = weighing(references);
    }

    /**
     * An event of the log as the walk sees it; times in epoch milliseconds.
     *
     * @param since from when it ages, if it has not come again
     * @param lastSince from when it ages
     */
    record Seen(long id, String accountSid, String sid, long since, long lastSince) {}

    List<Seen> walk(long after, int limit) {
        return handle.createQuery(WALK)
                .bind("after", after)
                .bind("limit", limit)
                .map(SqliteExpiryQueries::seen)
                .list();
    }

    /** Finds the events that do not age by their arrival, and are too old; the oldest first. */
    List<Seen> aged(long before, long offset, int limit) {
        return handle.createQuery(AGED)
                .bind("before", before)
                .bind("offset", offset)
                .bind("limit", limit)
                .map(SqliteExpiryQueries::seen)
                .list();
    }

    private static Seen seen(ResultSet rows, StatementContext context) throws SQLException {
        Row row = new Row(rows);
        return new Seen(row.number(), row.text(), row.text(), row.number(), row.number());
    }

    /** Returns the tables in which the mirror holds something of a resource; empty where it knows none of that SID. */
    List<MirrorTable> presence(String accountSid, String sid) {
        List<String> names =
                about(PRESENCE, accountSid, sid).mapTo(String.class).list();
        return MirrorTable.ALL.stream()
                .filter(table -> names.contains(table.name()))
                .toList();
    }

    /** The highest id among the events about a resource, and from when the youngest of them ages. */
    record Latest(long id, long since) {}

    Latest latest(String accountSid, String sid) {
        return about(LATEST, accountSid, sid)
                .map((rows, context) -> new Latest(rows.getLong(1), rows.getLong(2)))
                .one();
    }

    /** The events about a resource, as many as the budget allows. */
    SqliteExpired.Events history(String accountSid, String sid, int budget) {
        return take(about(HISTORY, accountSid, sid), budget);
    }

    SqliteExpired.Events one(long id) {
        return take(handle.createQuery(ONE).bind("id", id), 1);
    }

    /** A resource whose deletion was begun, with as many of its events as the budget allows. */
    Optional<SqliteExpired.History> begun(int budget) {
        return handle.createQuery(BEGUN)
                .map((rows, context) -> {
                    Row row = new Row(rows);
                    return rest(row.text(), row.text(), row.number(), budget);
                })
                .findFirst();
    }

    /** The newest goes with the last step: if it is the newest of the whole log, the next event to come would get its id, and go too. */
    private SqliteExpired.History rest(String accountSid, String sid, long newestId, int budget) {
        SqliteExpired.Events rest = take(about(REST, accountSid, sid).bind("newest", newestId), budget);
        SqliteExpired.Events last = rest.complete() ? rest.and(one(newestId)) : rest;
        return new SqliteExpired.History(accountSid, sid, List.of(), newestId, last);
    }

    private Query about(String sql, String accountSid, String sid) {
        return handle.createQuery(sql).bind("account", accountSid).bind("sid", sid);
    }

    private SqliteExpired.Events take(Query query, int budget) {
        List<SqliteExpired.Event> events = new ArrayList<>();
        int weight = 0;
        try (ResultIterator<Weighed> rows = query.map(weighing).iterator()) {
            while (rows.hasNext()) {
                if (weight >= budget) {
                    return new SqliteExpired.Events(events, weight, false);
                }
                Weighed next = rows.next();
                weight += next.weight();
                events.add(next.event());
            }
        }
        return new SqliteExpired.Events(events, weight, true);
    }

    private record Weighed(SqliteExpired.Event event, int weight) {}

    /** Returns the mapper that weighs events. Of each event only what is needed stays in memory. */
    private static RowMapper<Weighed> weighing(Function<Event, Set<String>> references) {
        EventTable table = new EventTable();
        return (rows, context) -> {
            LoggedEvent logged = table.map(rows, context);
            Event event = logged.event();
            return new Weighed(
                    new SqliteExpired.Event(logged.id(), event.accountSid(), event.sid(), references.apply(event)),
                    1 + event.payload().length() / PAGE);
        };
    }
}
