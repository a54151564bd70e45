package dev.ringback.storage.jdbi.mirror;

import static java.util.stream.Collectors.joining;

import dev.ringback.model.Progress;
import dev.ringback.model.Resource;
import dev.ringback.storage.jdbi.sql.Column;
import dev.ringback.storage.jdbi.sql.Insert;
import dev.ringback.storage.jdbi.sql.Row;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How what an event says of a resource is joined with what is known of it: one upsert that reads nothing before.
 *
 * <p>Every rule takes the greater of two values in some total order, with unknown (null) below all of them. Such a join is commutative,
 * associative and idempotent, so the same events end in the same row whatever their order, and however often and wherever they are
 * applied. Text compares by its bytes.
 */
final class Merge<R extends Resource, B> {
    private final String table;
    private final List<String> keys = new ArrayList<>();
    private final List<Column<R>> columns = new ArrayList<>();
    private final List<StoredColumn.Reading<B>> readings = new ArrayList<>();
    private final Map<String, Rule> rules = new LinkedHashMap<>();
    private final Set<String> steady = new LinkedHashSet<>();
    private final Certainties<R> certainties = new Certainties<>();

    /** Whether the value that comes replaces the one that is there, as SQL. */
    @FunctionalInterface
    private interface Rule {
        /** @param coming how the value that comes for a column is written */
        String sql(UnaryOperator<String> coming);
    }

    private Merge(String table) {
        this.table = table;
    }

    static <R extends Resource, B> Merge<R, B> into(String table) {
        return new Merge<>(table);
    }

    /** Part of what identifies a row. */
    Merge<R, B> key(StoredColumn<R, B> column) {
        add(column);
        keys.add(column.name());
        return this;
    }

    /** Adds a column whose value should never change once known; of two different values the greater stays. */
    Merge<R, B> keep(StoredColumn<R, B> column) {
        return extreme(column, ">");
    }

    /** The latest of the times seen. */
    Merge<R, B> latest(StoredColumn<R, B> column) {
        return extreme(column, ">");
    }

    /** The earliest of the times seen. */
    Merge<R, B> earliest(StoredColumn<R, B> column) {
        return extreme(column, "<");
    }

    /** Adds a column as {@link #keep} does, for texts: one that says of itself that it is unknown gives way to anything else. */
    Merge<R, B> keepKnown(StoredColumn<R, B> column) {
        String name = column.name();
        return rule(
                column,
                coming -> "%1$s IS NULL OR (lower(%2$s) <> 'unknown' AND (lower(%1$s) = 'unknown' OR %2$s > %1$s))"
                        .formatted(present(name), coming.apply(name)));
    }

    /** Adds a column whose value should never change once known: the surer of two values stays, of equally sure ones the greater. */
    Merge<R, B> surest(StoredColumn<R, B> column, Certainties.Of<R> certainty) {
        return sure(column, ">", certainty);
    }

    /** The surest of the times seen, of equally sure ones the earliest. */
    Merge<R, B> surestEarliest(StoredColumn<R, B> column, Certainties.Of<R> certainty) {
        return sure(column, "<", certainty);
    }

    /** The column in which it is kept how sure the values of the columns before are. */
    Merge<R, B> certainties() {
        add(StoredColumn.unread(new Column<>(Certainties.COLUMN, certainties::of)));
        return this;
    }

    /** Says of the last column that it stands in an index, and that few events change it once it is known. */
    Merge<R, B> steady() {
        steady.add(columns.get(columns.size() - 1).name());
        return this;
    }

    /** Columns that move together, never null: compared as a whole in the order given, and all taken from the greater. */
    Merge<R, B> ordered(List<StoredColumn<R, B>> group) {
        group.forEach(this::add);
        return orderedBy(group.stream().map(StoredColumn::name).toList());
    }

    private Merge<R, B> orderedBy(List<String> names) {
        Rule newer = coming -> tuple(names, coming) + " > " + tuple(names, this::present);
        names.forEach(name -> rules.put(name, newer));
        return this;
    }

    /**
     * The error of a resource, which belongs to the status it came with: of several the one whose status stands highest stays, and it holds
     * while the row has that status. An event without a code says nothing of errors.
     *
     * @param code column {@code error_code}
     * @param others whatever else says more of the error, as text
     */
    Merge<R, B> error(StoredColumn<R, B> code, List<StoredColumn<R, B>> others) {
        List<String> names = new ArrayList<>(List.of("error_position", "error_status"));
        columns.add(new Column<>(
                "error_position",
                row -> code.column().of(row) == null ? -1L : row.progress().position()));
        columns.add(new Column<>(
                "error_status",
                row -> code.column().of(row) == null ? "" : row.progress().status()));
        readings.add((row, builder) -> row.error());
        add(code.ofError());
        names.add(code.name());
        steady();
        others.forEach(other -> {
            add(other.ofError());
            names.add(other.name());
        });
        Rule higher = coming -> comparable(names, coming) + " > " + comparable(names, this::present);
        names.forEach(name -> rules.put(name, higher));
        return this;
    }

    /** The status, with its place in the order and its source. */
    Merge<R, B> progress(StoredColumn.Setter<B, Progress> setter) {
        columns.add(new Column<>("position", row -> row.progress().position()));
        columns.add(new Column<>("status", row -> row.progress().status()));
        columns.add(new Column<>("source", row -> row.progress().source()));
        readings.add((row, builder) -> setter.set(builder, row.progress()));
        return orderedBy(List.of("position", "status", "source"));
    }

    String table() {
        return table;
    }

    /** The columns that identify a row: the account first, and last what tells apart the rows of a list. */
    List<String> keys() {
        return keys;
    }

    /** Reads a row of all {@link #columns} into a builder. */
    void read(Row row, B builder) throws SQLException {
        for (StoredColumn.Reading<B> reading : readings) {
            reading.read(row, builder);
        }
    }

    List<Column<R>> columns() {
        return columns;
    }

    /** Inserts of rows that turn into updates where the row exists. Of one row there must not be two. */
    Insert<R> upsert() {
        return new Insert<>(
                table,
                columns,
                "ON CONFLICT (%s) DO UPDATE SET\n%s"
                        .formatted(String.join(", ", keys), assignments(rules, name -> "excluded." + name)));
    }

    /** Returns the key that identifies the row of a resource: it sorts, and differs from the key of every other row. */
    String key(R resource) {
        return columns.stream()
                .filter(column -> keys.contains(column.name()))
                .map(column -> String.valueOf(column.of(resource)))
                .collect(joining("\0"));
    }

    /**
     * The update of all but the steady columns: changes nothing where there is no row, nor where one of those would change. SQLite writes an
     * index anew as soon as a statement assigns one of its columns, be it the value that is there; this statement spares the indexes that
     * hold steady columns only. Its parameters are the {@link #columns}. Null where nothing is steady.
     */
    @Nullable
    String updateInPlace() {
        if (steady.isEmpty()) {
            return null;
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        columns.forEach(column -> parameters.put(column.name(), "?" + (parameters.size() + 1)));
        Map<String, Rule> assigned = new LinkedHashMap<>(rules);
        assigned.keySet().removeAll(steady);
        return """
                UPDATE %s SET
                %s
                WHERE %s
                AND %s""".formatted(
                table,
                assignments(assigned, parameters::get),
                keys.stream().map(key -> key + " = " + parameters.get(key)).collect(joining(" AND ")),
                steady.stream().map(name -> unchanged(name, parameters::get)).collect(joining("\nAND ")));
    }

    private String unchanged(String name, UnaryOperator<String> coming) {
        Rule rule = Objects.requireNonNull(rules.get(name));
        return "(%s IS NULL OR (%s) IS NOT TRUE)".formatted(coming.apply(name), rule.sql(coming));
    }

    private String assignments(Map<String, Rule> assigned, UnaryOperator<String> coming) {
        Stream<String> values = assigned.entrySet().stream()
                .map(rule -> "%s = CASE WHEN %s THEN %s ELSE %s END"
                        .formatted(
                                rule.getKey(),
                                rule.getValue().sql(coming),
                                coming.apply(rule.getKey()),
                                present(rule.getKey())));
        Stream<String> sureness = certainties.isEmpty()
                ? Stream.empty()
                : Stream.of(Certainties.COLUMN + " = " + certainties.merged(this::replaces, coming, this::present));
        return Stream.concat(values, sureness).collect(joining(",\n"));
    }

    private String replaces(String name, UnaryOperator<String> coming) {
        return Objects.requireNonNull(rules.get(name)).sql(coming);
    }

    private Merge<R, B> extreme(StoredColumn<R, B> column, String comparison) {
        String name = column.name();
        return rule(
                column,
                coming -> "%1$s IS NULL OR %2$s %3$s %1$s".formatted(present(name), coming.apply(name), comparison));
    }

    private Merge<R, B> sure(StoredColumn<R, B> column, String comparison, Certainties.Of<R> certainty) {
        String name = column.name();
        int place = certainties.add(column.column(), certainty);
        return rule(column, coming -> {
            String surer = Certainties.at(place, coming.apply(Certainties.COLUMN));
            String known = Certainties.at(place, present(Certainties.COLUMN));
            return "%1$s IS NULL OR %2$s > %3$s OR (%2$s = %3$s AND %4$s %5$s %1$s)"
                    .formatted(present(name), surer, known, coming.apply(name), comparison);
        });
    }

    private Merge<R, B> rule(StoredColumn<R, B> column, Rule rule) {
        add(column);
        rules.put(column.name(), rule);
        return this;
    }

    private void add(StoredColumn<R, B> column) {
        columns.add(column.column());
        readings.add(column.reading());
    }

    private String present(String name) {
        return table + "." + name;
    }

    /** Returns the error as a tuple whose nulls are the least: null itself cannot be compared. */
    private static String comparable(List<String> error, UnaryOperator<String> spelling) {
        return tuple(error, name -> switch (name) {
            case "error_position", "error_status" -> spelling.apply(name);
            case "error_code" -> "coalesce(%s, -1)".formatted(spelling.apply(name));
            default -> "coalesce(%s, '')".formatted(spelling.apply(name));
        });
    }

    private static String tuple(List<String> names, UnaryOperator<String> spelling) {
        return names.stream().map(spelling).collect(joining(", ", "(", ")"));
    }
}
