package dev.ringback.storage.jdbi.store;

import static java.util.stream.Collectors.joining;

import dev.ringback.model.Actor;
import dev.ringback.model.AuditRecord;
import dev.ringback.storage.jdbi.sql.Column;
import dev.ringback.storage.jdbi.sql.Insert;
import dev.ringback.storage.jdbi.sql.Row;
import dev.ringback.storage.jdbi.sql.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** Table {@code audit}: its columns, listed once, the insert, and how a row is read back. */
final class AuditTable implements RowMapper<AuditRecord> {
    private static final List<Column<AuditRecord>> WRITTEN = List.of(
            new Column<>("at", AuditRecord::at),
            new Column<>("account_sid", entry -> entry.actor().accountSid()),
            new Column<>("credential", entry -> entry.actor().credential()),
            new Column<>("role", entry -> entry.actor().role()),
            new Column<>("os_user", entry -> entry.actor().osUser()),
            new Column<>("action", AuditRecord::action),
            new Column<>("subject", AuditRecord::subject),
            new Column<>("affected", AuditRecord::affected));

    /** {@link #map} reads them. */
    static final String COLUMNS = "id, " + WRITTEN.stream().map(Column::name).collect(joining(", "));

    private static final String INSERT = new Insert<>("audit", WRITTEN, "").sql();

    static int insert(Transaction transaction, AuditRecord entry) throws SQLException {
        return transaction.execute(INSERT, WRITTEN, entry);
    }

    @Override
    public AuditRecord map(ResultSet rows, StatementContext context) throws SQLException {
        Row row = new Row(rows);
        return new AuditRecord(
                row.number(),
                row.time(),
                new Actor(row.textOrNull(), row.text(), row.textOrNull(), row.textOrNull()),
                row.text(),
                row.text(),
                row.number());
    }
}
