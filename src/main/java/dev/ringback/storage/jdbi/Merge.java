package dev.ringback.storage.jdbi;

import static java.util.stream.Collectors.joining;

import dev.ringback.model.Resource;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * How what an event says of a resource is joined with what is known of it: one upsert that reads nothing before.
 *
 * <p>Every rule takes the greater of two values in some total order, with unknown (null) below all of them. Such a join is commutative,
 * associative and idempotent, so the same events end in the same row whatever their order, and however often and wherever they are
 * applied. Text compares by its bytes.
 */
final class Merge<R extends Resource> {
    private final String table;
    private final List<String> keys = new ArrayList<>();
    private final List<Column<R>> columns = new ArrayList<>();
    private final List<String> assignments = new ArrayList<>();

    private Merge(String table) {
        this.table = table;
    }

    static <R extends Resource> Merge<R> into(String table) {
        return new Merge<>(table);
    }

    /** Part of what identifies a row. */
    Merge<R> key(String name, Column.Value<R> value) {
        columns.add(new Column<>(name, value));
        keys.add(name);
        return this;
    }

    /** What should never change once known; of two different values the greater stays. */
    Merge<R> keep(String name, Column.Value<R> value) {
        return extreme(name, value, ">");
    }

    /** The latest of the times seen. */
    Merge<R> latest(String name, Column.Value<R> value) {
        return extreme(name, value, ">");
    }

    /** The earliest of the times seen. */
    Merge<R> earliest(String name, Column.Value<R> value) {
        return extreme(name, value, "<");
    }

    /** Columns that move together, never null: compared as a whole in the order given, and all taken from the greater. */
    Merge<R> ordered(List<Column<R>> group) {
        columns.addAll(group);
        String newer = tuple("excluded", group) + " > " + tuple(table, group);
        for (Column<R> column : group) {
            assign(column.name(), newer);
        }
        return this;
    }

    /** The status, with its place in the order and its source. */
    Merge<R> progress() {
        return ordered(List.of(
                new Column<>("position", row -> row.progress().position()),
                new Column<>("status", row -> row.progress().status()),
                new Column<>("source", row -> row.progress().source())));
    }

    List<Column<R>> columns() {
        return columns;
    }

    /** One insert that turns into an update where the row exists. {@link #bind} fills it. */
    String sql() {
        return """
                INSERT INTO %s (%s)
                VALUES (%s)
                ON CONFLICT (%s) DO UPDATE SET
                %s""".formatted(
                        table,
                        columns.stream().map(Column::name).collect(joining(", ")),
                        columns.stream().map(column -> "?").collect(joining(", ")),
                        String.join(", ", keys),
                        String.join(",\n", assignments));
    }

    void bind(PreparedStatement statement, R row) throws SQLException {
        for (int i = 0; i < columns.size(); i++) {
            columns.get(i).bind(statement, i + 1, row);
        }
    }

    private Merge<R> extreme(String name, Column.Value<R> value, String comparison) {
        columns.add(new Column<>(name, value));
        assign(name, "%1$s.%2$s IS NULL OR excluded.%2$s %3$s %1$s.%2$s".formatted(table, name, comparison));
        return this;
    }

    private void assign(String name, String newer) {
        assignments.add("%1$s = CASE WHEN %2$s THEN excluded.%1$s ELSE %3$s.%1$s END".formatted(name, newer, table));
    }

    private String tuple(String of, List<Column<R>> group) {
        return group.stream().map(column -> of + "." + column.name()).collect(joining(", ", "(", ")"));
    }
}
