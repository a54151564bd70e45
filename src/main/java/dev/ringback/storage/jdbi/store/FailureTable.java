package dev.ringback.storage.jdbi.store;

import static java.util.stream.Collectors.joining;

import dev.ringback.model.ReceiverFailure;
import dev.ringback.storage.jdbi.sql.Column;
import dev.ringback.storage.jdbi.sql.Insert;
import dev.ringback.storage.jdbi.sql.Row;
import dev.ringback.storage.jdbi.sql.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** Table {@code receiver_failure}: its columns, listed once, the insert or update, and how a row is read back. */
final class FailureTable implements RowMapper<ReceiverFailure> {
    private static final List<Column<ReceiverFailure>> WRITTEN = List.of(
            new Column<>("receiver", ReceiverFailure::receiver),
            new Column<>("since", ReceiverFailure::since),
            new Column<>("reason", ReceiverFailure::reason),
            new Column<>("told_to", failure -> SilenceTable.json(failure.toldTo())),
            new Column<>("told_at", ReceiverFailure::toldAt));

    /** {@link #map} reads it. */
    static final String SELECT =
            "SELECT " + WRITTEN.stream().map(Column::name).collect(joining(", ")) + " FROM receiver_failure";

    private static final String PUT = new Insert<>(
                    "receiver_failure",
                    WRITTEN,
                    "ON CONFLICT (receiver) DO UPDATE SET "
                            + WRITTEN.stream()
                                    .skip(1)
                                    .map(column -> column.name() + " = excluded." + column.name())
                                    .collect(joining(", ")))
            .sql();

    /** Writes one instead of what is there of its receiver. */
    static void put(Transaction transaction, ReceiverFailure failure) throws SQLException {
        transaction.execute(PUT, WRITTEN, failure);
    }

    @Override
    public ReceiverFailure map(ResultSet rows, StatementContext context) throws SQLException {
        Row row = new Row(rows);
        return new ReceiverFailure(
                row.text(), row.timeOrNull(), row.text(), SilenceTable.texts(row.text()), row.timeOrNull());
    }
}
