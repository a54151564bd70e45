package dev.ringback.storage.jdbi.postgres;

import static java.util.Objects.requireNonNull;

import dev.ringback.model.Digest;
import dev.ringback.model.Entry;
import dev.ringback.model.Event;
import dev.ringback.model.LoggedEvent;
import dev.ringback.model.Resource;
import dev.ringback.storage.EventStore.Appended;
import dev.ringback.storage.ProjectionStore.Replayed;
import dev.ringback.storage.jdbi.mirror.ErasedRows;
import dev.ringback.storage.jdbi.sql.Column;
import dev.ringback.storage.jdbi.sql.Insert;
import dev.ringback.storage.jdbi.sql.Row;
import dev.ringback.storage.jdbi.sql.Transaction;
import dev.ringback.storage.jdbi.store.EventTable;
import dev.ringback.storage.jdbi.store.Log;
import dev.ringback.storage.jdbi.store.SubjectLog.Subject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * Keeps the log of PostgreSQL, in tables {@code event}, {@code subject} and {@code event_reference}, written by many nodes at once.
 *
 * <p>A batch is written by a few statements for many rows each. Every transaction takes the tables in the same order, and the rows of each
 * sorted by their keys, so that of two nodes one waits for the other and never both: first the events here, then what
 * {@link PostgresProjection} writes.
 */
final class PostgresLog implements Log {
    private static final String COLUMNS = EventTable.columns("event");

    private static final String TIMELINE = """
            SELECT %s FROM (
              SELECT id FROM event WHERE sid = :sid AND account_sid IN (<accounts>) AND id > :after
              UNION
              SELECT event_id FROM event_reference WHERE sid = :sid AND account_sid IN (<accounts>) AND event_id > :after
              ORDER BY 1 LIMIT :limit) AS timeline (event_id)
            JOIN event ON event.id = timeline.event_id ORDER BY event.id""".formatted(COLUMNS);

    private static final String IDS = "SELECT nextval('event_id') FROM generate_series(1, ?)";

    private static final PostgresBulkInsert<Numbered> INSERT = new PostgresBulkInsert<>(new Insert<>(
            "event",
            Stream.concat(
                            Stream.of(
                                    new Column<Numbered>("id", Numbered::id),
                                    new Column<Numbered>("month", Numbered::month)),
                            Stream.concat(EventTable.SUBJECT.stream(), EventTable.SAID.stream())
                                    .map(column -> new Column<Numbered>(
                                            column.name(),
                                            numbered ->
                                                    column.of(numbered.arrived().event()))))
                    .toList(),
            "ON CONFLICT (account_sid, sid, digest, month) DO NOTHING RETURNING id"));

    private static final String COUNT = """
            UPDATE event SET arrivals = arrivals + ?, last_received_at = greatest(last_received_at, ?)
            WHERE month = ? AND account_sid = ? AND sid = ? AND digest = ?""";

    private static final PostgresBulkInsert<Adopted> ADOPT = new PostgresBulkInsert<>(new Insert<>(
            "event",
            Stream.of(
                            Stream.of(new Column<Adopted>("month", Adopted::month)),
                            EventTable.SUBJECT.stream()
                                    .map(column -> new Column<Adopted>(
                                            column.name(),
                                            adopted ->
                                                    column.of(adopted.logged().event()))),
                            EventTable.LOGGED.stream()
                                    .map(column ->
                                            new Column<Adopted>(column.name(), adopted -> column.of(adopted.logged()))))
                    .flatMap(columns -> columns)
                    .toList(),
            ""));

    private static final String UNREFER =
            "DELETE FROM event_reference WHERE account_sid = ? AND sid = ? AND event_id = ?";

    private static final String COUNT_ON = """
            SELECT setval('event_id', greatest(?, CASE WHEN is_called THEN last_value ELSE 1 END)) FROM event_id""";

    /** Deletes the events that retention has begun to delete: their subject is not there any more. */
    private static final String DELETE_EXPIRED = """
            DELETE FROM event WHERE sid <> '' AND NOT EXISTS (
              SELECT 1 FROM subject WHERE subject.account_sid = event.account_sid AND subject.sid = event.sid)""";

    private final PostgresMonths months = new PostgresMonths();
    private final PostgresProjection projection = new PostgresProjection();

    /** An event of a batch, with all its arrivals. */
    private record Arrived(Event event, int arrivals, long lastReceivedAt) {
        Arrived(Event event) {
            this(event, 1, event.receivedAt().toEpochMilli());
        }

        Arrived and(Arrived later) {
            return new Arrived(event, arrivals + later.arrivals, Math.max(lastReceivedAt, later.lastReceivedAt));
        }
    }

    /** An event of a batch, with the id it gets if it is new, and where it belongs. */
    private record Numbered(long id, int month, Arrived arrived) {}

    /** An event of another log, with the month in which it belongs here. */
    private record Adopted(int month, LoggedEvent logged) {}

    @Override
    public String select() {
        return "SELECT " + COLUMNS + " FROM event";
    }

    @Override
    public String account() {
        return "event.account_sid";
    }

    @Override
    public long settled(Handle handle) {
        return new PostgresAppends(handle).settled();
    }

    @Override
    public String timeline() {
        return TIMELINE;
    }

    @Override
    public Additions append(Transaction transaction, List<Entry> entries) throws SQLException {
        if (entries.stream().anyMatch(Entry::tellsErasure)) {
            // what another node is adding about the same would be missed
            PostgresLocks.takeLog(transaction);
        }
        PostgresLocks.shareLog(transaction);
        Map<String, Arrived> arrived = new LinkedHashMap<>();
        List<String> keys = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            String key = key(entry.event());
            keys.add(key);
            arrived.merge(key, new Arrived(entry.event()), Arrived::and);
        }
        Map<String, Numbered> numbered = numbered(transaction, arrived);
        Set<Long> stored = new HashSet<>(INSERT.returning(transaction, List.copyOf(numbered.values()), Row::number));
        count(transaction, numbered, stored);

        List<Appended> appended = new ArrayList<>(entries.size());
        List<Replayed> fresh = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            long id = requireNonNull(numbered.get(keys.get(i))).id();
            if (stored.remove(id)) {
                fresh.add(new Replayed(id, entries.get(i)));
                appended.add(Appended.STORED);
            } else {
                appended.add(Appended.REPEATED);
            }
        }
        Set<Resource> refusedResources = projection.put(transaction, fresh);
        Set<Subject> refused = new LinkedHashSet<>();
        for (Replayed added : fresh) {
            if (added.entry().resources().stream().anyMatch(refusedResources::contains)
                    || ErasedRows.isMetBy(transaction, added.entry())) {
                refused.add(new Subject(
                        added.entry().event().accountSid(),
                        added.entry().event().sid()));
            }
        }
        return new Additions(appended, refused);
    }

    /** Other nodes take ids in between. */
    @Override
    public OptionalLong newestInOrder(Transaction transaction) {
        return OptionalLong.empty();
    }

    @Override
    public void unrefer(Transaction transaction, String accountSid, String sid, long eventId) throws SQLException {
        transaction.execute(UNREFER, accountSid, sid, eventId);
    }

    /**
     * Sorted by their keys; the ids go by the order in which the events came.
     *
     * @param arrived in that order
     */
    private Map<String, Numbered> numbered(Transaction transaction, Map<String, Arrived> arrived) throws SQLException {
        PostgresMonths.Found found = months.of(
                transaction, arrived.values().stream().map(Arrived::event).toList());
        Iterator<Long> ids = transaction.list(Row::number, IDS, arrived.size()).iterator();
        Map<String, Numbered> numbered = new TreeMap<>();
        arrived.forEach((key, event) -> numbered.put(key, new Numbered(ids.next(), found.month(event.event()), event)));
        return numbered;
    }

    /** The arrivals of what is in the log already, and all but the first of what is new. */
    private static void count(Transaction transaction, Map<String, Numbered> numbered, Set<Long> stored)
            throws SQLException {
        for (Numbered event : numbered.values()) {
            Arrived arrived = event.arrived();
            int more = arrived.arrivals() - (stored.contains(event.id()) ? 1 : 0);
            if (more > 0) {
                Event said = arrived.event();
                transaction.execute(
                        COUNT,
                        more,
                        arrived.lastReceivedAt(),
                        event.month(),
                        said.accountSid(),
                        said.sid(),
                        said.digest().toBytes());
            }
        }
    }

    @Override
    public void put(Transaction transaction, List<Replayed> replayed) throws SQLException {
        projection.put(transaction, replayed);
    }

    @Override
    public void dropReferences(Transaction transaction) throws SQLException {
        transaction.execute("DELETE FROM event_reference");
        transaction.execute(DELETE_EXPIRED);
    }

    @Override
    public void adopt(Transaction transaction, List<LoggedEvent> events) throws SQLException {
        PostgresMonths.Found found =
                months.of(transaction, events.stream().map(LoggedEvent::event).toList());
        ADOPT.run(
                transaction,
                events.stream()
                        .map(logged -> new Adopted(found.month(logged.event()), logged))
                        .toList());
    }

    @Override
    public void countOnAfter(Transaction transaction, long id) throws SQLException {
        if (id > 0) {
            transaction.number(COUNT_ON, id);
        }
    }

    private static String key(Event event) {
        Digest digest = event.digest();
        return event.accountSid() + '\0' + event.sid() + '\0' + digest.high() + ',' + digest.low();
    }
}
