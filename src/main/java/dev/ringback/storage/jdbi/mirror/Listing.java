package dev.ringback.storage.jdbi.mirror;

import dev.ringback.model.Page;
import dev.ringback.model.PageRequest;
import dev.ringback.model.PageRequest.Anchor;
import dev.ringback.model.PageRequest.Direction;
import dev.ringback.model.PageRequest.Order;
import dev.ringback.model.Resource;
import dev.ringback.model.TimeRange;
import dev.ringback.storage.UnknownAnchorException;
import dev.ringback.storage.jdbi.sql.Row;
import dev.ringback.storage.jdbi.sql.Statements;
import dev.ringback.storage.jdbi.sql.Statements.Reading;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table that meet some conditions, one by one or as pages: by date of creation unless another time is named, then by SID.
 *
 * <p>A page starts from the key of the row it is next to, so its cost does not grow with its distance from the first. That row need only
 * belong to the list, it need not meet the conditions: a message may be delivered while somebody pages through those that are not.
 */
final class Listing<R extends Resource> {
    private static final String ACCOUNT_SID = "account_sid";
    private static final String DATE_CREATED = "date_created";

    /** Around a number or a time it keeps every planner from the indexes of it. */
    private static final String NOT_BY_INDEX = "0 + ";

    /** So many rows are read and sorted in the time that a walk past as many others takes in a list of millions. */
    private static final int FEW = 10_000;

    private final String table;
    private final String columns;
    private final Reading<R> reading;
    private final String sidColumn;
    private final @Nullable String accountSid;
    private final List<Clause> scope = new ArrayList<>();
    private final List<ListFilter> filters = new ArrayList<>();
    private final List<Clause> times = new ArrayList<>();
    private final List<Clause> conditions = new ArrayList<>();
    private String time = DATE_CREATED;

    /**
     * All rows of an account in a table.
     *
     * @param columns that are read: texts and whole numbers
     * @param sidColumn tells apart rows of the same time, and is what an anchor names
     * @param accountSid null for those of any account, of which no page can be read
     */
    Listing(String table, String columns, Reading<R> reading, String sidColumn, @Nullable String accountSid) {
        this.table = table;
        this.columns = columns;
        this.reading = reading;
        this.sidColumn = sidColumn;
        this.accountSid = accountSid;
        within(ACCOUNT_SID, accountSid);
    }

    /** Whose rows they are, where they are of one account. */
    String accountSid() {
        return Objects.requireNonNull(accountSid, "of any account");
    }

    /** Only rows that belong to another resource; null means any. */
    Listing<R> within(String column, @Nullable String sid) {
        if (sid != null) {
            scope.add(equal(column, sid));
        }
        return this;
    }

    /** Only rows that are shown at all, also as the anchor of a page; null means any. */
    Listing<R> shown(@Nullable String condition) {
        if (condition != null) {
            scope.add(Clause.of(condition));
        }
        return this;
    }

    /** Only rows with that value; null means any. */
    Listing<R> where(String column, @Nullable Object value) {
        if (value != null) {
            conditions.add(equal(column, value));
        }
        return this;
    }

    /** Only rows with one of these values. */
    Listing<R> whereIn(String column, List<String> oneOf) {
        conditions.add(Clause.in(column, oneOf));
        return this;
    }

    /** Only rows with that value, for which there is an index in the order of the list; null means any. */
    Listing<R> whereIndexed(String column, @Nullable Object value) {
        if (value != null) {
            String hidden = value instanceof Number ? NOT_BY_INDEX + column : column + " || ''";
            filters.add(filter(equal(column, value), equal(hidden, value)));
        }
        return this;
    }

    /** Only rows with one of these values, for which there is an index; none means any. */
    Listing<R> whereIndexedIn(String column, Collection<String> oneOf) {
        if (!oneOf.isEmpty()) {
            List<String> values = List.copyOf(oneOf);
            filters.add(filter(Clause.in(column, values), Clause.in(column + " || ''", values)));
        }
        return this;
    }

    private static Clause equal(String column, Object value) {
        return Clause.of(column + " = ?", value);
    }

    /** @param hidden tests the column as no index knows it */
    private ListFilter filter(Clause test, Clause hidden) {
        Clause passing =
                Clause.of(table + " WHERE account_sid = ? AND ", accountSid()).with(test);
        return new ListFilter(test, hidden, passing, true);
    }

    /** Only rows whose time, as SQL that no index knows, is not before a moment; null means any. */
    Listing<R> whereAtLeast(String expression, @Nullable Instant moment) {
        if (moment != null) {
            conditions.add(Clause.of(expression + " >= ?", moment.toEpochMilli()));
        }
        return this;
    }

    /** Only rows that meet a condition without parameters. */
    Listing<R> where(String condition) {
        conditions.add(Clause.of(condition));
        return this;
    }

    /** Only rows that pass a filter. */
    Listing<R> where(ListFilter filter) {
        filters.add(filter);
        return this;
    }

    /**
     * Only rows whose time lies in the range.
     *
     * @param expression the time as SQL
     */
    Listing<R> during(String expression, TimeRange range) {
        bound(expression + " >= ?", range.from());
        bound(expression + " < ?", range.until());
        return this;
    }

    private void bound(String comparison, @Nullable Instant bound) {
        if (bound != null) {
            times.add(Clause.of(comparison, bound.toEpochMilli()));
        }
    }

    /** Sorted by this time, as SQL; only rows that have it can be the anchor of a page. */
    Listing<R> sortedBy(String expression) {
        time = expression;
        return this;
    }

    /** The one row that meets the conditions; of several any, of none empty. */
    Optional<R> find(Statements statements) throws SQLException {
        lead(statements);
        return list(statements, matching().with(" LIMIT 1")).stream().findFirst();
    }

    /** Counts the rows that meet the conditions, at most so many. */
    int countUpTo(Statements statements, int most) throws SQLException {
        lead(statements);
        return count(statements, Clause.of(table).with(matching()), most);
    }

    /** @throws UnknownAnchorException when the row that the page is next to is not in this list */
    Page<R> page(Statements statements, PageRequest request) throws SQLException {
        lead(statements);
        Anchor anchor = request.anchor();
        if (anchor == null) {
            return first(statements, request);
        }
        return nextTo(anchor, position(statements, anchor.sid()), statements, request);
    }

    /**
     * Decides by which of several filters the rows are found. The planner cannot know: the messages to one number may be three, or nearly all
     * there are. Where one filter lets few rows pass, these are read; where all let many pass, the list is walked in its order.
     */
    private void lead(Statements statements) throws SQLException {
        boolean alone = filters.size() == 1 && filters.get(0).isIndexed() && times.isEmpty();
        if (filters.isEmpty() || alone) {
            filters.forEach(filter -> conditions.add(filter.leading()));
            conditions.addAll(times);
            return;
        }
        ListFilter leader = null;
        int least = FEW + 1;
        for (ListFilter filter : filters) {
            int passing = count(statements, filter.passing(), least);
            if (passing < least) {
                leader = filter;
                least = passing;
            }
        }
        for (ListFilter filter : filters) {
            conditions.add(filter.equals(leader) ? filter.leading() : filter.following());
        }
        boolean inOrder = leader == null || (leader.isIndexed() && time.equals(DATE_CREATED));
        if (inOrder) {
            conditions.addAll(times);
        } else {
            times.forEach(condition -> conditions.add(Clause.of(NOT_BY_INDEX).with(condition)));
            time = NOT_BY_INDEX + time;
        }
    }

    private static int count(Statements statements, Clause from, int enough) throws SQLException {
        Clause counting =
                Clause.of("SELECT count(*) FROM (SELECT 1 FROM ").with(from).with(" LIMIT ?) AS counted", enough);
        return Math.toIntExact(
                statements.number(counting.sql(), counting.values().toArray()));
    }

    private Page<R> first(Statements statements, PageRequest request) throws SQLException {
        List<R> rows =
                list(statements, matching().with(order(request.order() == Order.OLDEST_FIRST, request.size() + 1)));
        return new Page<>(upTo(request.size(), rows), rows.size() > request.size());
    }

    private Page<R> nextTo(Anchor anchor, long position, Statements statements, PageRequest request)
            throws SQLException {
        boolean after = anchor.direction() == Direction.AFTER;
        boolean towardsNewer = after == (request.order() == Order.OLDEST_FIRST);
        String beyond = " AND (%s, %s) %s (?, ?)".formatted(time, sidColumn, towardsNewer ? ">" : "<");
        List<R> rows = list(
                statements,
                matching().with(beyond, position, anchor.sid()).with(order(towardsNewer, request.size() + 1)));
        List<R> page = new ArrayList<>(upTo(request.size(), rows));
        if (after) {
            return new Page<>(page, rows.size() > request.size());
        }
        // Read backwards from the anchor, which comes after the page: further rows follow for certain.
        Collections.reverse(page);
        return new Page<>(page, true);
    }

    private long position(Statements statements, String sid) throws SQLException {
        Clause anchor = Clause.of("SELECT " + time + " FROM " + table + " WHERE ")
                .with(Clause.join(" AND ", scope))
                .with(" AND " + sidColumn + " = ? AND " + time + " IS NOT NULL", sid);
        return statements
                .first(Row::number, anchor.sql(), anchor.values().toArray())
                .orElseThrow(() -> new UnknownAnchorException(sid));
    }

    /** Reads rows by a condition, with what follows it. */
    private List<R> list(Statements statements, Clause condition) throws SQLException {
        return statements.listPacked(
                reading,
                columns,
                "FROM " + table + condition.sql(),
                condition.values().toArray());
    }

    private Clause matching() {
        List<Clause> all = new ArrayList<>(scope);
        all.addAll(conditions);
        return Clause.of(" WHERE ").with(Clause.join(" AND ", all));
    }

    private Clause order(boolean oldestFirst, int limit) {
        return Clause.of(
                " ORDER BY %1$s %3$s, %2$s %3$s LIMIT ?".formatted(time, sidColumn, oldestFirst ? "ASC" : "DESC"),
                limit);
    }

    private static <T> List<T> upTo(int size, List<T> rows) {
        return rows.size() > size ? rows.subList(0, size) : rows;
    }
}
