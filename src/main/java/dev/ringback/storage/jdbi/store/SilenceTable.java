package dev.ringback.storage.jdbi.store;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringback.model.Silence;
import dev.ringback.storage.jdbi.sql.Column;
import dev.ringback.storage.jdbi.sql.Insert;
import dev.ringback.storage.jdbi.sql.Row;
import dev.ringback.storage.jdbi.sql.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** Table {@code silence}: its columns, listed once, the insert, and how a row is read back. Matchers are a JSON array of texts. */
final class SilenceTable implements RowMapper<Silence> {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final List<Column<Silence>> WRITTEN = List.of(
            new Column<>("rule", Silence::rule),
            new Column<>("matchers", silence -> json(silence.matchers())),
            new Column<>("starts_at", Silence::startsAt),
            new Column<>("ends_at", Silence::endsAt),
            new Column<>("created_by", Silence::createdBy),
            new Column<>("comment", Silence::comment));

    /** {@link #map} reads them. */
    static final String COLUMNS = "id, " + WRITTEN.stream().map(Column::name).collect(joining(", "));

    private static final String INSERT = new Insert<>("silence", WRITTEN, "RETURNING " + COLUMNS).sql();

    /** Adds one; returns it as it is now. */
    static Silence insert(Transaction transaction, Silence silence) throws SQLException {
        Object[] values = WRITTEN.stream().map(column -> column.of(silence)).toArray();
        return transaction.list(SilenceTable::read, INSERT, values).get(0);
    }

    @Override
    public Silence map(ResultSet rows, StatementContext context) throws SQLException {
        return read(new Row(rows));
    }

    private static Silence read(Row row) throws SQLException {
        return new Silence(row.number(), row.text(), texts(row.text()), row.time(), row.time(), row.text(), row.text());
    }

    /** Writes texts as a column holds them. */
    static String json(List<String> texts) {
        try {
            return JSON.writeValueAsString(texts);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("texts that are no JSON", e);
        }
    }

    /** Reads texts as {@link #json} wrote them. */
    static List<String> texts(String json) throws SQLException {
        try {
            return JSON.readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new SQLException("no JSON array of texts: " + json, e);
        }
    }
}
