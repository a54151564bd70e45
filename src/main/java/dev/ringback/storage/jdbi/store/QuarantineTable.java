package dev.ringback.storage.jdbi.store;

import static java.util.stream.Collectors.joining;

import dev.ringback.model.Digest;
import dev.ringback.model.HeaderFields;
import dev.ringback.model.PayloadFormat;
import dev.ringback.model.QuarantinedRequest;
import dev.ringback.model.RefusedRequest;
import dev.ringback.storage.jdbi.sql.Column;
import dev.ringback.storage.jdbi.sql.Row;
import dev.ringback.storage.jdbi.sql.Transaction;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** Table {@code quarantine}: its columns, listed once, the insert that leaves repetitions alone, and how a row is read back. */
final class QuarantineTable implements RowMapper<QuarantinedRequest> {
    private static final List<Column<RefusedRequest>> WRITTEN = List.of(
            new Column<>("account_sid", RefusedRequest::accountSid),
            new Column<>("known", RefusedRequest::known),
            new Column<>("reason", RefusedRequest::reason),
            new Column<>("received_at", RefusedRequest::receivedAt),
            new Column<>("remote", RefusedRequest::remote),
            new Column<>("method", RefusedRequest::method),
            new Column<>("scheme", RefusedRequest::scheme),
            new Column<>("target", RefusedRequest::target),
            new Column<>("headers", request -> request.headers().text()),
            new Column<>("format", RefusedRequest::format),
            new Column<>("body", RefusedRequest::bodyBytes),
            new Column<>("digest", request -> request.digest().toBytes()),
            new Column<>("bytes", RefusedRequest::bytes));

    /** With the table's name in front; {@link #map} reads them. */
    static final String COLUMNS = "quarantine.id, "
            + WRITTEN.stream().map(column -> "quarantine." + column.name()).collect(joining(", "));

    private static final String INSERT = "INSERT INTO quarantine (%s) VALUES (%s) ON CONFLICT (digest) DO NOTHING"
            .formatted(
                    WRITTEN.stream().map(Column::name).collect(joining(", ")),
                    WRITTEN.stream().map(column -> "?").collect(joining(", ")));

    /** Adds a request; false when it is there already. */
    static boolean insert(Transaction transaction, RefusedRequest request) throws SQLException {
        return transaction.execute(INSERT, WRITTEN, request) > 0;
    }

    @Override
    public QuarantinedRequest map(ResultSet rows, StatementContext context) throws SQLException {
        Row row = new Row(rows);
        return new QuarantinedRequest(
                row.number(),
                new RefusedRequest(
                        row.text(),
                        row.truth(),
                        row.text(),
                        row.time(),
                        row.text(),
                        row.text(),
                        row.text(),
                        row.text(),
                        HeaderFields.parse(row.text()),
                        PayloadFormat.valueOf(row.text()),
                        new String(row.bytes(), StandardCharsets.ISO_8859_1),
                        Digest.of(row.bytes())));
    }
}
