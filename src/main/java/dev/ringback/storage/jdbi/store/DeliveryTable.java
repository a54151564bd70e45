package dev.ringback.storage.jdbi.store;

import static java.util.stream.Collectors.joining;

import dev.ringback.model.Delivery;
import dev.ringback.storage.ForwardStore.NewDelivery;
import dev.ringback.storage.jdbi.sql.Column;
import dev.ringback.storage.jdbi.sql.Row;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** Table {@code delivery}: its columns, listed once, the insert of one that is due at once, and how a row is read back. */
final class DeliveryTable implements RowMapper<Delivery> {
    private static final List<Column<NewDelivery>> WRITTEN = List.of(
            new Column<>("receiver", NewDelivery::receiver),
            new Column<>("delivery_key", NewDelivery::key),
            new Column<>("kind", NewDelivery::kind),
            new Column<>("event_id", NewDelivery::eventId),
            new Column<>("content", NewDelivery::content),
            new Column<>("created_at", NewDelivery::createdAt),
            new Column<>("since", NewDelivery::createdAt),
            new Column<>("state", delivery -> Delivery.State.PENDING),
            new Column<>("next_attempt_at", NewDelivery::createdAt),
            new Column<>("attempts", delivery -> 0));

    /** {@link #map} reads them. */
    static final String COLUMNS =
            Stream.concat(Stream.of("id"), WRITTEN.stream().map(Column::name)).collect(joining(", "));

    /** Its parameters are {@link #INSERTED}. */
    static final String INSERT = """
            INSERT INTO delivery (%s, head)
            VALUES (%s, CASE WHEN EXISTS (
              SELECT 1 FROM delivery WHERE receiver = ? AND delivery_key = ? AND head IS NOT NULL) THEN 0 ELSE 1 END)""".formatted(
                    WRITTEN.stream().map(Column::name).collect(joining(", ")),
                    WRITTEN.stream().map(column -> "?").collect(joining(", ")));

    static final List<Column<NewDelivery>> INSERTED =
            Stream.concat(WRITTEN.stream(), WRITTEN.stream().limit(2)).toList();

    @Override
    public Delivery map(ResultSet rows, StatementContext context) throws SQLException {
        Row row = new Row(rows);
        return new Delivery(
                row.number(),
                row.text(),
                row.text(),
                row.constant(Delivery.Kind.class),
                row.numberOrNull(),
                row.text(),
                row.time(),
                row.time(),
                row.constant(Delivery.State.class),
                row.time(),
                Math.toIntExact(row.number()));
    }
}
