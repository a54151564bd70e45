package dev.ringback.storage.jdbi;

import static java.util.stream.Collectors.joining;

import dev.ringback.model.Digest;
import dev.ringback.model.Event;
import dev.ringback.model.LoggedEvent;
import dev.ringback.model.PayloadFormat;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** Tables {@code event} and {@code event_reference}, entered by their subjects: columns, listed once, how a row is added and read back. */
final class EventTable implements RowMapper<LoggedEvent> {
    private static final List<Column<Event>> SAID = List.of(
            new Column<>("digest", event -> event.digest().toBytes()),
            new Column<>("kind", Event::kind),
            new Column<>("source", Event::source),
            new Column<>("received_at", Event::receivedAt),
            new Column<>("occurred_at", Event::occurredAt),
            new Column<>("method", Event::method),
            new Column<>("target", Event::target),
            new Column<>("format", Event::format),
            new Column<>("payload", Event::payload),
            new Column<>("idempotency_token", Event::idempotencyToken),
            new Column<>("problem", Event::problem),
            new Column<>("arrivals", event -> 1),
            new Column<>("last_received_at", Event::receivedAt));

    private static final List<Column<Event>> SUBJECT =
            List.of(new Column<>("sid", Event::sid), new Column<>("account_sid", Event::accountSid));

    /** Of {@link #FROM}; {@link #map} reads them. */
    static final String COLUMNS = Stream.of(
                    Stream.of("event.id"),
                    SUBJECT.stream().map(column -> "subject." + column.name()),
                    SAID.stream().map(column -> "event." + column.name()))
            .flatMap(names -> names)
            .collect(joining(", "));

    /** The log with what its events are about. */
    static final String FROM = "event CROSS JOIN subject ON subject.id = event.subject_id";

    /**
     * Adds nothing where the subject is not known yet, and nothing where the event is. Most events tell something new of a subject that is
     * known: for them this is the only statement.
     */
    private static final String INSERT = """
            INSERT INTO event (%s, subject_id)
            SELECT %s, id FROM subject WHERE sid = ? AND account_sid = ?
            ON CONFLICT (subject_id, digest) DO NOTHING""".formatted(
                    SAID.stream().map(Column::name).collect(joining(", ")),
                    SAID.stream().map(column -> "?").collect(joining(", ")));

    private static final List<Column<Event>> INSERTED =
            Stream.concat(SAID.stream(), SUBJECT.stream()).toList();

    private static final String INTRODUCE =
            "INSERT INTO subject (sid, account_sid) VALUES (?, ?) ON CONFLICT (sid, account_sid) DO NOTHING";

    /** The events about one subject; its parameters are {@code :sid} and {@code :account}. */
    static final String OF_SUBJECT =
            "subject CROSS JOIN event ON event.subject_id = subject.id WHERE subject.sid = :sid AND subject.account_sid = :account";

    private static final String COUNT = """
            UPDATE event SET arrivals = arrivals + 1, last_received_at = max(last_received_at, ?)
            WHERE subject_id = (SELECT id FROM subject WHERE sid = ? AND account_sid = ?) AND digest = ?""";

    private static final String ID = """
            SELECT event.id FROM event JOIN subject ON subject.id = event.subject_id
            WHERE subject.sid = ? AND subject.account_sid = ? AND event.digest = ?""";

    private static final String REFER = """
            INSERT INTO event_reference (event_id, subject_id)
            SELECT ?, id FROM subject WHERE sid = ? AND account_sid = ?""";

    /**
     * Adds an event to the log, or counts up its arrivals.
     *
     * @return whether it is new
     */
    static boolean insert(Transaction transaction, Event event) throws SQLException {
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

    /** The id of an event that is in the log. */
    static long id(Transaction transaction, Event event) throws SQLException {
        return transaction.number(ID, event.sid(), event.accountSid(), digest(event));
    }

    /** Puts an event of the log on the timeline of a further subject. */
    static void refer(Transaction transaction, String accountSid, String sid, long eventId) throws SQLException {
        introduce(transaction, sid, accountSid);
        transaction.execute(REFER, eventId, sid, accountSid);
    }

    private static byte[] digest(Event event) {
        return event.digest().toBytes();
    }

    @Override
    public LoggedEvent map(ResultSet rows, StatementContext context) throws SQLException {
        return read(rows);
    }

    /** The event in the current row of a query for {@link #COLUMNS}. */
    static LoggedEvent read(ResultSet rows) throws SQLException {
        Row row = new Row(rows);
        long id = row.number();
        String sid = row.text();
        String accountSid = row.text();
        Digest digest = Digest.of(row.bytes());
        Event event = new Event(
                accountSid,
                row.kind(),
                sid,
                row.source(),
                row.time(),
                row.timeOrNull(),
                row.text(),
                row.text(),
                PayloadFormat.valueOf(row.text()),
                row.text(),
                row.textOrNull(),
                digest,
                row.textOrNull());
        return new LoggedEvent(id, event, Math.toIntExact(row.number()), row.time());
    }
}
