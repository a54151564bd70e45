package dev.ringback.storage.jdbi.postgres;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import dev.ringback.storage.jdbi.sql.Column;
import dev.ringback.storage.jdbi.sql.Insert;
import dev.ringback.storage.jdbi.sql.PortableText;
import dev.ringback.storage.jdbi.sql.Row;
import dev.ringback.storage.jdbi.sql.Statements;
import dev.ringback.storage.jdbi.sql.Transaction;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An insert of many records into PostgreSQL by one statement, however many they are: each column is one parameter, an array. Safe for use by
 * many threads.
 */
final class PostgresBulkInsert<R> {
    private static final String TYPES = """
            SELECT attname, format_type(atttypid, NULL) FROM pg_attribute
            WHERE attrelid = CAST(? AS regclass) AND attnum > 0 AND NOT attisdropped""";

    private final Insert<R> insert;

    /** Known when the table has been looked at. */
    private volatile @Nullable Prepared prepared;

    PostgresBulkInsert(Insert<R> insert) {
        this.insert = insert;
    }

    /** The types that our columns have. */
    private enum Type {
        TEXT,
        BIGINT,
        BYTEA;

        static Type of(String name) {
            return name.equals("integer") ? BIGINT : valueOf(name.toUpperCase(Locale.ROOT));
        }

        @Nullable
        Object[] array(int length) {
            return switch (this) {
                case TEXT -> new String[length];
                case BIGINT -> new Long[length];
                case BYTEA -> new byte[length][];
            };
        }

        @Nullable
        Object storable(@Nullable Object value) {
            return switch (this) {
                case TEXT -> value == null ? null : PortableText.of((String) value);
                case BIGINT -> value == null ? null : ((Number) value).longValue();
                case BYTEA -> value;
            };
        }
    }

    /** @param types of the columns, in their order */
    private record Prepared(String sql, List<Type> types) {}

    /** Inserts the records in their order; returns how many rows were inserted or updated. */
    @SuppressWarnings("UnusedReturnValue")
    int run(Transaction transaction, List<R> records) throws SQLException {
        return records.isEmpty() ? 0 : filled(transaction, records).executeUpdate();
    }

    /** Inserts the records as {@link #run} does, for an insert that returns rows. */
    <T> List<T> returning(Transaction transaction, List<R> records, Statements.Reading<T> returned)
            throws SQLException {
        if (records.isEmpty()) {
            return List.of();
        }
        List<T> all = new ArrayList<>(records.size());
        try (ResultSet rows = filled(transaction, records).executeQuery()) {
            while (rows.next()) {
                all.add(returned.read(new Row(rows)));
            }
        }
        return all;
    }

    private PreparedStatement filled(Transaction transaction, List<R> records) throws SQLException {
        Prepared known = prepared(transaction);
        PreparedStatement statement = transaction.prepare(known.sql());
        for (int i = 0; i < known.types().size(); i++) {
            Column<R> column = insert.columns().get(i);
            Type type = known.types().get(i);
            @Nullable Object[] values = type.array(records.size());
            for (int row = 0; row < values.length; row++) {
                values[row] = type.storable(column.of(records.get(row)));
            }
            statement.setObject(i + 1, values);
        }
        return statement;
    }

    private Prepared prepared(Transaction transaction) throws SQLException {
        Prepared known = prepared;
        if (known == null) {
            Map<String, Type> ofNames =
                    transaction.list(row -> Map.entry(row.text(), Type.of(row.text())), TYPES, insert.table()).stream()
                            .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
            List<Type> types = insert.columns().stream()
                    .map(column -> requireNonNull(ofNames.get(column.name())))
                    .toList();
            known = new Prepared(sql(types), types);
            prepared = known;
        }
        return known;
    }

    private String sql(List<Type> types) {
        return "INSERT INTO %s (%s)\nSELECT * FROM unnest(%s)\n%s"
                .formatted(
                        insert.table(),
                        insert.columns().stream().map(Column::name).collect(joining(", ")),
                        types.stream().map(type -> "CAST(? AS " + type + "[])").collect(joining(", ")),
                        insert.ending());
    }
}
