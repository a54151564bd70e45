package dev.ringback.storage.jdbi.store;

import static java.util.stream.Collectors.joining;

import dev.ringback.model.Digest;
import dev.ringback.model.Event;
import dev.ringback.model.LoggedEvent;
import dev.ringback.model.PayloadFormat;
import dev.ringback.storage.jdbi.sql.Column;
import dev.ringback.storage.jdbi.sql.Row;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.result.ResultIterator;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;

/** Table {@code event} as far as it is the same everywhere: its columns, listed once, and how a row is read back. */
public final class EventTable implements RowMapper<LoggedEvent> {
    public static final String NEWEST = "SELECT coalesce(max(id), 0) FROM event";

    /** Debugger events embed whole requests: a thousand of them are too much to hold. */
    private static final int MOST_CHARACTERS = 8_000_000;

    /** From when an event ages, in epoch milliseconds: by its last arrival, unless it says otherwise. */
    public static final String AGE = "coalesce(event.aged_at, event.last_received_at)";

    /** Columns that tell which resource an event is about. */
    public static final List<Column<Event>> SUBJECT =
            List.of(new Column<>("sid", Event::sid), new Column<>("account_sid", Event::accountSid));

    /** Columns of everything else that an event says. */
    public static final List<Column<Event>> SAID = List.of(
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
            new Column<>("aged_at", Event::agedAt),
            new Column<>("arrivals", event -> 1),
            new Column<>("last_received_at", Event::receivedAt));

    /** All that is known of an event that is in the log: what {@link #SAID} lists, but with its id and as often as it has arrived. */
    public static final List<Column<LoggedEvent>> LOGGED = Stream.concat(
                    Stream.of(new Column<LoggedEvent>("id", LoggedEvent::id)),
                    SAID.stream().map(EventTable::logged))
            .toList();

    private static Column<LoggedEvent> logged(Column<Event> said) {
        return switch (said.name()) {
            case "arrivals" -> new Column<>("arrivals", LoggedEvent::arrivals);
            case "last_received_at" -> new Column<>("last_received_at", LoggedEvent::lastReceivedAt);
            default -> new Column<>(said.name(), logged -> said.of(logged.event()));
        };
    }

    /**
     * Returns the columns that {@link #map} reads.
     *
     * @param subject the table that has the columns of the subject
     */
    public static String columns(String subject) {
        return Stream.of(
                        Stream.of("event.id"),
                        SUBJECT.stream().map(column -> subject + "." + column.name()),
                        SAID.stream().map(column -> "event." + column.name()))
                .flatMap(names -> names)
                .collect(joining(", "));
    }

    /**
     * Reads the events that a query for {@link #columns} finds, up to some 8 million characters of payload; at least one event where there
     * is any.
     */
    static List<LoggedEvent> some(Query query) {
        List<LoggedEvent> events = new ArrayList<>();
        long characters = 0;
        try (ResultIterator<LoggedEvent> rows = query.map(new EventTable()).iterator()) {
            while (characters < MOST_CHARACTERS && rows.hasNext()) {
                LoggedEvent event = rows.next();
                characters += event.event().payload().length();
                events.add(event);
            }
        }
        return events;
    }

    @Override
    public LoggedEvent map(ResultSet rows, StatementContext context) throws SQLException {
        return read(rows);
    }

    /** The event in the current row of a query for {@link #columns}. */
    public static LoggedEvent read(ResultSet rows) throws SQLException {
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
                row.textOrNull(),
                row.timeOrNull());
        return new LoggedEvent(id, event, Math.toIntExact(row.number()), row.time());
    }
}
