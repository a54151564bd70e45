package dev.ringback.storage.jdbi.sqlite;

import static java.util.stream.Collectors.joining;

import dev.ringback.model.Entry;
import dev.ringback.model.Event;
import dev.ringback.model.LoggedEvent;
import dev.ringback.model.Resource;
import dev.ringback.storage.EventStore.Appended;
import dev.ringback.storage.ProjectionStore.Replayed;
import dev.ringback.storage.jdbi.mirror.ErasedRows;
import dev.ringback.storage.jdbi.mirror.Mirror;
import dev.ringback.storage.jdbi.mirror.TagTable;
import dev.ringback.storage.jdbi.sql.Column;
import dev.ringback.storage.jdbi.sql.Transaction;
import dev.ringback.storage.jdbi.store.EventTable;
import dev.ringback.storage.jdbi.store.Log;
import dev.ringback.storage.jdbi.store.SubjectLog.Subject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * Tables {@code event} and {@code event_reference}, entered by their subjects. Writes one event after the other: there is no way to the
 * database that a statement for many would spare.
 */
final class SqliteLog implements Log {
    static final String COLUMNS = EventTable.columns("subject");

    /** The log with what its events are about. */
    static final String FROM = "event CROSS JOIN subject ON subject.id = event.subject_id";

    /** The events about one subject; its parameters are {@code :sid} and {@code :account}. */
    static final String OF_SUBJECT =
            "subject CROSS JOIN event ON event.subject_id = subject.id WHERE subject.sid = :sid AND subject.account_sid = :account";

    /**
     * The log is entered by the subjects found first, never the other way round: a {@code CROSS JOIN} keeps the planner from walking the
     * whole log in the order asked for.
     */
    static final String TIMELINE = """
            WITH about (id) AS (
              SELECT id FROM subject WHERE sid = :sid AND account_sid IN (<accounts>)),
            timeline (event_id) AS (
              SELECT event.id FROM about CROSS JOIN event ON event.subject_id = about.id WHERE event.id > :after
              UNION
              SELECT event_id FROM about CROSS JOIN event_reference ON event_reference.subject_id = about.id WHERE event_id > :after
              ORDER BY 1 LIMIT :limit)
            SELECT %s FROM timeline CROSS JOIN %s WHERE event.id = timeline.event_id ORDER BY event.id""".formatted(COLUMNS, FROM);

    /**
     * Adds nothing where the subject is not known yet, and nothing where the event is. Most events tell something new of a subject that is
     * known: for them this is the only statement.
     */
    private static final String INSERT = """
            INSERT INTO event (%s, subject_id)
            SELECT %s, id FROM subject WHERE sid = ? AND account_sid = ?
            ON CONFLICT (subject_id, digest) DO NOTHING""".formatted(
                    EventTable.SAID.stream().map(Column::name).collect(joining(", ")),
                    EventTable.SAID.stream().map(column -> "?").collect(joining(", ")));

    private static final List<Column<Event>> INSERTED =
            Stream.concat(EventTable.SAID.stream(), EventTable.SUBJECT.stream()).toList();

    private static final String INTRODUCE =
            "INSERT INTO subject (sid, account_sid) VALUES (?, ?) ON CONFLICT (sid, account_sid) DO NOTHING";

    private static final String COUNT = """
            UPDATE event SET arrivals = arrivals + 1, last_received_at = max(last_received_at, ?)
            WHERE subject_id = (SELECT id FROM subject WHERE sid = ? AND account_sid = ?) AND digest = ?""";

    private static final String ADOPT = """
            INSERT INTO event (%s, subject_id)
            SELECT %s, id FROM subject WHERE sid = ? AND account_sid = ?""".formatted(
                    EventTable.LOGGED.stream().map(Column::name).collect(joining(", ")),
                    EventTable.LOGGED.stream().map(column -> "?").collect(joining(", ")));

    private static final List<Column<LoggedEvent>> ADOPTED = Stream.concat(
                    EventTable.LOGGED.stream(),
                    EventTable.SUBJECT.stream()
                            .map(column -> new Column<LoggedEvent>(column.name(), logged -> column.of(logged.event()))))
            .toList();

    private static final String ID = """
            SELECT event.id FROM event JOIN subject ON subject.id = event.subject_id
            WHERE subject.sid = ? AND subject.account_sid = ? AND event.digest = ?""";

    private static final String REFER = """
            INSERT INTO event_reference (event_id, subject_id)
            SELECT ?, id FROM subject WHERE sid = ? AND account_sid = ?
            ON CONFLICT (subject_id, event_id) DO NOTHING""";

    private static final String UNREFER = """
            DELETE FROM event_reference WHERE event_id = ? AND subject_id =
              (SELECT id FROM subject WHERE sid = ? AND account_sid = ?)""";

    private static final String DELETE_EXPIRED = """
            DELETE FROM event WHERE id IN (
              SELECT event.id FROM expired_history
              CROSS JOIN subject USING (account_sid, sid)
              CROSS JOIN event ON event.subject_id = subject.id
              WHERE event.id <= expired_history.last_event_id)""";

    private static final String FORGET_EXPIRED = "DELETE FROM expired_history";

    @Override
    public String select() {
        return "SELECT " + COLUMNS + " FROM " + FROM;
    }

    @Override
    public String account() {
        return "subject.account_sid";
    }

    /** Returns the newest id: one transaction after the other takes the ids that follow. */
    @Override
    public long settled(Handle handle) {
        return handle.createQuery(EventTable.NEWEST).mapTo(Long.class).one();
    }

    @Override
    public String timeline() {
        return TIMELINE;
    }

    @Override
    public Additions append(Transaction transaction, List<Entry> entries) throws SQLException {
        List<Appended> appended = new ArrayList<>(entries.size());
        Set<Subject> refused = new LinkedHashSet<>();
        for (Entry entry : entries) {
            appended.add(append(transaction, entry, refused));
        }
        return new Additions(appended, refused);
    }

    /** One transaction writes after the other, and each event gets the id that follows that of the newest. */
    @Override
    public OptionalLong newestInOrder(Transaction transaction) throws SQLException {
        return OptionalLong.of(transaction.number(EventTable.NEWEST));
    }

    /** Only a new event touches the mirror, so that the mirror is always what a replay of the log would make of it. */
    private static Appended append(Transaction transaction, Entry entry, Set<Subject> refused) throws SQLException {
        if (!insert(transaction, entry.event())) {
            return Appended.REPEATED;
        }
        if (!merge(transaction, entry) || ErasedRows.isMetBy(transaction, entry)) {
            refused.add(new Subject(entry.event().accountSid(), entry.event().sid()));
        }
        if (!entry.references().isEmpty()) {
            refer(transaction, entry, id(transaction, entry.event()));
        }
        return Appended.STORED;
    }

    @Override
    public void put(Transaction transaction, List<Replayed> replayed) throws SQLException {
        for (Replayed event : replayed) {
            merge(transaction, event.entry());
            refer(transaction, event.entry(), event.eventId());
        }
    }

    /** False where a row did not take all. */
    private static boolean merge(Transaction transaction, Entry entry) throws SQLException {
        boolean merged = true;
        for (Resource resource : entry.resources()) {
            merged &= Mirror.tableOf(resource).mergeInPlace(transaction, resource);
        }
        TagTable.merge(transaction, entry);
        return merged;
    }

    /** False where the log has it, which is counted. */
    private static boolean insert(Transaction transaction, Event event) throws SQLException {
        if (insertKnowing(transaction, event)) {
            return true;
        }
        if (introduce(transaction, event.sid(), event.accountSid())) {
            return insertKnowing(transaction, event);
        }
        transaction.execute(COUNT, event.receivedAt().toEpochMilli(), event.sid(), event.accountSid(), digest(event));
        return false;
    }

    private static boolean insertKnowing(Transaction transaction, Event event) throws SQLException {
        return transaction.execute(INSERT, INSERTED, event) == 1;
    }

    private static boolean introduce(Transaction transaction, String sid, String accountSid) throws SQLException {
        return transaction.execute(INTRODUCE, sid, accountSid) == 1;
    }

    private static long id(Transaction transaction, Event event) throws SQLException {
        return transaction.number(ID, event.sid(), event.accountSid(), digest(event));
    }

    private static void refer(Transaction transaction, Entry entry, long eventId) throws SQLException {
        String accountSid = entry.event().accountSid();
        for (String sid : entry.references()) {
            introduce(transaction, sid, accountSid);
            transaction.execute(REFER, eventId, sid, accountSid);
        }
    }

    @Override
    public void unrefer(Transaction transaction, String accountSid, String sid, long eventId) throws SQLException {
        transaction.execute(UNREFER, eventId, sid, accountSid);
    }

    @Override
    public void dropReferences(Transaction transaction) throws SQLException {
        transaction.execute("DELETE FROM event_reference");
        transaction.execute(DELETE_EXPIRED);
        transaction.execute(FORGET_EXPIRED);
    }

    @Override
    public void adopt(Transaction transaction, List<LoggedEvent> events) throws SQLException {
        for (LoggedEvent logged : events) {
            introduce(transaction, logged.event().sid(), logged.event().accountSid());
        }
        transaction.executeEach(ADOPT, ADOPTED, events);
    }

    /** The next id is one more than that of the newest event. */
    @Override
    public void countOnAfter(Transaction transaction, long id) {}

    private static byte[] digest(Event event) {
        return event.digest().toBytes();
    }
}
