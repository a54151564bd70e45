package dev.ringback.storage.jdbi;

import static java.util.stream.Collectors.joining;

import dev.ringback.model.Digest;
import dev.ringback.model.Event;
import dev.ringback.model.LoggedEvent;
import dev.ringback.model.PayloadFormat;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** Table {@code event}: its columns, listed once, the insert that counts repetitions, and how a row is read back. */
final class EventTable implements RowMapper<LoggedEvent> {
    private static final List<Column<Event>> SAID = List.of(
            new Column<>("account_sid", Event::accountSid),
            new Column<>("kind", Event::kind),
            new Column<>("sid", Event::sid),
            new Column<>("source", Event::source),
            new Column<>("received_at", Event::receivedAt),
            new Column<>("occurred_at", Event::occurredAt),
            new Column<>("method", Event::method),
            new Column<>("target", Event::target),
            new Column<>("format", Event::format),
            new Column<>("payload", Event::payload),
            new Column<>("idempotency_token", Event::idempotencyToken),
            new Column<>("digest", event -> event.digest().toBytes()),
            new Column<>("problem", Event::problem));

    private static final List<Column<Event>> WRITTEN = Stream.concat(
                    SAID.stream(),
                    Stream.<Column<Event>>of(
                            new Column<>("arrivals", event -> 1), new Column<>("last_received_at", Event::receivedAt)))
            .toList();

    /** Without the table's name in front; {@link #map} reads them. */
    static final String COLUMNS =
            Stream.concat(Stream.of("id"), WRITTEN.stream().map(Column::name)).collect(joining(", "));

    private static final String INSERT = """
            INSERT INTO event (%s)
            VALUES (%s)
            ON CONFLICT (account_sid, sid, digest) DO UPDATE SET
            arrivals = event.arrivals + 1,
            last_received_at = CASE WHEN excluded.last_received_at > event.last_received_at
              THEN excluded.last_received_at ELSE event.last_received_at END
            RETURNING id, arrivals""".formatted(
                    WRITTEN.stream().map(Column::name).collect(joining(", ")),
                    WRITTEN.stream().map(column -> "?").collect(joining(", ")));

    private static final String REFER = "INSERT INTO event_reference (account_sid, sid, event_id) VALUES (?, ?, ?)";

    /** Where an event is in the log after it was inserted, and how often it has arrived. */
    record Place(long id, int arrivals) {}

    /** Adds an event to the log, or counts up its arrivals. */
    static Place insert(Transaction transaction, Event event) throws SQLException {
        PreparedStatement statement = transaction.prepare(INSERT);
        for (int i = 0; i < WRITTEN.size(); i++) {
            WRITTEN.get(i).bind(statement, i + 1, event);
        }
        try (ResultSet returned = statement.executeQuery()) {
            returned.next();
            return new Place(returned.getLong(1), returned.getInt(2));
        }
    }

    /** Puts an event on the timeline of a further resource. */
    static void refer(Transaction transaction, String accountSid, String sid, long eventId) throws SQLException {
        PreparedStatement statement = transaction.prepare(REFER);
        statement.setString(1, accountSid);
        statement.setString(2, sid);
        statement.setLong(3, eventId);
        statement.executeUpdate();
    }

    @Override
    public LoggedEvent map(ResultSet rows, StatementContext context) throws SQLException {
        Row row = new Row(rows);
        long id = row.number();
        Event event = new Event(
                row.text(),
                row.kind(),
                row.text(),
                row.source(),
                row.time(),
                row.timeOrNull(),
                row.text(),
                row.text(),
                PayloadFormat.valueOf(row.text()),
                row.text(),
                row.textOrNull(),
                Digest.of(row.bytes()),
                row.textOrNull());
        return new LoggedEvent(id, event, Math.toIntExact(row.number()), row.time());
    }
}
