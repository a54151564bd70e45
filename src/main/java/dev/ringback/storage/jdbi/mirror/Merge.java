package dev.ringback.storage.jdbi.mirror;

import static java.util.stream.Collectors.joining;

import dev.ringback.model.Answered;
import dev.ringback.model.Erasure;
import dev.ringback.model.Progress;
import dev.ringback.model.Resource;
import dev.ringback.storage.jdbi.sql.Column;
import dev.ringback.storage.jdbi.sql.Insert;
import dev.ringback.storage.jdbi.sql.Row;
import java.sql.SQLException;
import java.time.Instant;
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
 *
 * <p>There are two upserts. That for callbacks leaves out what only answers of the REST API carry, for which it is not to pay. Both make the same of
 * what an event says that carries none of it.
 */
final class Merge<R extends Resource, B> {
    /** Says whether the resource was deleted. */
    static final String ERASED = "erased";

    /** Says whether the text was redacted. */
    static final String REDACTED = "redacted";

    private static final String AS_OF = "updated_as_of";

    private final String table;
    private final List<String> keys = new ArrayList<>();
    private final List<Column<R>> columns = new ArrayList<>();
    private final List<StoredColumn.Reading<B>> readings = new ArrayList<>();
    private final Map<String, Rule> rules = new LinkedHashMap<>();
    private final Set<String> steady = new LinkedHashSet<>();
    private final Set<String> answered = new LinkedHashSet<>();
    private final List<Column<R>> answeredValues = new ArrayList<>();
    private final List<String> sets = new ArrayList<>();
    private final Certainties<R> certainties = new Certainties<>();
    private @Nullable KnownNulls knownNulls;
    private @Nullable String redactable;
    private boolean erasable;
    private boolean shownWhenErased;

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

    /** Adds a set, kept as bits, never null: of two the union. */
    Merge<R, B> either(StoredColumn<R, B> column) {
        add(column);
        sets.add(column.name());
        return this;
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

    /** The column as {@link #certainties()} adds it, for a table where all that callbacks tell is guessed, and all that answers tell is told. */
    Merge<R, B> certaintiesOfAnswers() {
        certainties();
        return onlyOfAnswers();
    }

    /** Says of the last column, which holds a value, that only answers of the REST API carry it. */
    Merge<R, B> answered() {
        answeredValues.add(columns.get(columns.size() - 1));
        return onlyOfAnswers();
    }

    private Merge<R, B> onlyOfAnswers() {
        answered.add(columns.get(columns.size() - 1).name());
        return this;
    }

    /**
     * Adds the time of the last update, for resources whose callbacks carry no clock: of what an answer says as of the moment when it was asked
     * for, of a callback as of its arrival, which stands for the update too. What is told as of the later moment stays, so that an arrival does not
     * beat the exact time that Twilio tells afterwards.
     */
    Merge<R, B> updated(StoredColumn<R, B> column) {
        String name = column.name();
        add(column);
        add(StoredColumn.unread(new Column<>(AS_OF, Merge::asOf)));
        Rule later = coming -> "(coalesce(%1$s, %2$s), %2$s) > (coalesce(%3$s, %4$s), %4$s)"
                .formatted(coming.apply(AS_OF), coming.apply(name), present(AS_OF), present(name));
        rules.put(name, later);
        rules.put(AS_OF, later);
        return this;
    }

    /** Null where it is the time of the update itself. */
    private static @Nullable Object asOf(Resource row) {
        Instant asked = row.answered().askedAt();
        return asked == null || asked.toEpochMilli() == row.dateUpdated().toEpochMilli() ? null : asked;
    }

    /**
     * Adds the column that says which fields Twilio has said to be null. A bit that is set stays.
     *
     * @param fields as Twilio spells them, in the order of their bits
     */
    Merge<R, B> knownNulls(List<String> fields, StoredColumn.Setter<B, Answered> setter) {
        KnownNulls nulls = new KnownNulls(fields);
        knownNulls = nulls;
        columns.add(new Column<>(
                KnownNulls.COLUMN, row -> nulls.packed(row.answered().nulls())));
        readings.add((row, builder) -> setter.set(builder, Answered.nulls(nulls.unpacked(row.number()))));
        return onlyOfAnswers();
    }

    /**
     * Adds a text that can be redacted, and the column that says whether it was: then it is empty for ever. It is known and greater stays
     * otherwise.
     */
    Merge<R, B> redactable(StoredColumn<R, B> text) {
        String name = text.name();
        redactable = name;
        columns.add(
                new Column<>(name, row -> isRedacted(row) ? "" : text.column().of(row)));
        readings.add(text.reading());
        rules.put(
                name,
                coming -> "%1$s IS NULL OR %2$s > %1$s OR (%3$s)"
                        .formatted(
                                present(name),
                                coming.apply(name),
                                coming.apply(REDACTED).equals("0")
                                        ? "FALSE"
                                        : coming.apply(REDACTED) + " > " + present(REDACTED)));
        extreme(StoredColumn.unread(new Column<>(REDACTED, Merge::isRedacted)), ">");
        return onlyOfAnswers();
    }

    private static boolean isRedacted(Resource row) {
        return row.answered().erasure() == Erasure.BODY;
    }

    /** Adds the column that says whether the resource was deleted: such a row has nothing but what the deletion itself says. */
    Merge<R, B> erasable() {
        erasable = true;
        columns.add(new Column<>(ERASED, row -> row.answered().erasure() == Erasure.RESOURCE));
        readings.add((row, builder) -> row.skip());
        return onlyOfAnswers();
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

    /** Says that lists and reads show deleted rows too, by their status. */
    Merge<R, B> shownWhenErased() {
        shownWhenErased = true;
        return this;
    }

    /** Returns the condition, as SQL, that all rows meet that are shown; null where all are. */
    @Nullable
    String shown() {
        return erasable && !shownWhenErased ? ERASED + " = 0" : null;
    }

    /** The columns that callbacks carry. */
    private List<Column<R>> carried() {
        return columns.stream()
                .filter(column -> !answered.contains(column.name()))
                .toList();
    }

    /** Whether a resource has a value that callbacks never carry. */
    boolean isAnswer(R row) {
        return !row.answered().equals(Answered.NONE)
                || answeredValues.stream().anyMatch(column -> column.of(row) != null);
    }

    /** Whether deleted rows are kept, to stay deleted. */
    boolean isErasable() {
        return erasable;
    }

    /** Whether the table has a text that can be redacted. */
    boolean isRedactable() {
        return redactable != null;
    }

    /**
     * Inserts of rows that turn into updates where the row exists, for what callbacks say. Of one row there must not be two. A row that was deleted
     * stays as it is, and so does one whose text was redacted, if a text comes.
     */
    Insert<R> upsert() {
        return upsert(carried(), false);
    }

    /** The inserts as {@link #upsert} makes them, for what answers of the REST API say, and whatever else. */
    Insert<R> upsertAnswers() {
        return upsert(columns, true);
    }

    private Insert<R> upsert(List<Column<R>> inserted, boolean answers) {
        UnaryOperator<String> coming = coming(answers, name -> "excluded." + name);
        List<String> guards = guards(answers, coming);
        return new Insert<>(
                table,
                inserted,
                "ON CONFLICT (%s) DO UPDATE SET\n%s%s"
                        .formatted(
                                String.join(", ", keys),
                                assignments(rules, answers, coming),
                                guards.isEmpty() ? "" : "\nWHERE " + String.join("\nAND ", guards)));
    }

    /** What is not carried by callbacks has the least value there is. */
    private UnaryOperator<String> coming(boolean answers, UnaryOperator<String> spelling) {
        return name -> answers || !answered.contains(name) ? spelling.apply(name) : "0";
    }

    private List<String> guards(boolean answers, UnaryOperator<String> coming) {
        List<String> guards = new ArrayList<>();
        if (erasable) {
            guards.add(present(ERASED) + (answers ? " <= " + coming.apply(ERASED) : " = 0"));
        }
        if (redactable != null) {
            guards.add("(%s = 0 OR coalesce(%s, '') = '')".formatted(present(REDACTED), coming.apply(redactable)));
        }
        return guards;
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
     * hold steady columns only. Its parameters are the columns of {@link #upsert}. Null where nothing is steady.
     */
    @Nullable
    String updateInPlace() {
        if (steady.isEmpty()) {
            return null;
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        carried().forEach(column -> parameters.put(column.name(), "?" + (parameters.size() + 1)));
        UnaryOperator<String> coming = coming(false, name -> Objects.requireNonNull(parameters.get(name)));
        Map<String, Rule> assigned = new LinkedHashMap<>(rules);
        assigned.keySet().removeAll(steady);
        return """
                UPDATE %s SET
                %s
                WHERE %s
                AND %s""".formatted(
                table,
                assignments(assigned, false, coming),
                keys.stream().map(key -> key + " = " + coming.apply(key)).collect(joining(" AND ")),
                Stream.concat(guards(false, coming).stream(), steady.stream().map(name -> unchanged(name, coming)))
                        .collect(joining("\nAND ")));
    }

    private String unchanged(String name, UnaryOperator<String> coming) {
        Rule rule = Objects.requireNonNull(rules.get(name));
        return "(%s IS NULL OR (%s) IS NOT TRUE)".formatted(coming.apply(name), rule.sql(coming));
    }

    private String assignments(Map<String, Rule> assigned, boolean answers, UnaryOperator<String> coming) {
        List<String> assignments = new ArrayList<>();
        String erasing = answers && erasable ? coming.apply(ERASED) + " > " + present(ERASED) : null;
        assigned.forEach((name, rule) -> {
            if (answers || !answered.contains(name)) {
                String replaces = rule.sql(coming);
                assignments.add("%s = CASE WHEN %s THEN %s ELSE %s END"
                        .formatted(
                                name,
                                erasing == null ? replaces : erasing + " OR " + replaces,
                                coming.apply(name),
                                present(name)));
            }
        });
        if (!certainties.isEmpty() && (answers || !answered.contains(Certainties.COLUMN))) {
            String merged = certainties.merged(
                    name -> answers || !answered.contains(name), this::replaces, coming, this::present);
            assignments.add(assignment(Certainties.COLUMN, erasing, coming, merged));
        }
        if (answers && knownNulls != null) {
            assignments.add(union(KnownNulls.COLUMN, erasing, coming));
        }
        sets.forEach(name -> assignments.add(union(name, erasing, coming)));
        if (erasing != null) {
            // the guard lets nothing pass that is less
            assignments.add(ERASED + " = " + coming.apply(ERASED));
        }
        return String.join(",\n", assignments);
    }

    private String union(String name, @Nullable String erasing, UnaryOperator<String> coming) {
        return assignment(name, erasing, coming, "%s | %s".formatted(present(name), coming.apply(name)));
    }

    private static String assignment(
            String name, @Nullable String erasing, UnaryOperator<String> coming, String merged) {
        return erasing == null
                ? name + " = " + merged
                : "%s = CASE WHEN %s THEN %s ELSE %s END".formatted(name, erasing, coming.apply(name), merged);
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
