package dev.ringback.storage.jdbi.mirror;

import static java.util.stream.Collectors.joining;

import dev.ringback.model.Page;
import dev.ringback.model.PageRequest;
import dev.ringback.model.PageRequest.Anchor;
import dev.ringback.model.PageRequest.Direction;
import dev.ringback.model.PageRequest.Order;
import dev.ringback.model.Resource;
import dev.ringback.model.TimeRange;
import dev.ringback.storage.UnknownAnchorException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table that meet some conditions, one by one or as pages: by date of creation unless another time is named, then by SID.
 *
 * <p>A page starts from the key of the row it is next to, so its cost does not grow with its distance from the first. That row need only
 * belong to the list, it need not meet the conditions: a message may be delivered while somebody pages through those that are not.
 */
final class Listing<R extends Resource> {
    private static final String DATE_CREATED = "date_created";

    /** Around a number or a time it keeps every planner from the indexes of it. */
    private static final String NOT_BY_INDEX = "0 + ";

    /** So many rows are read and sorted in the time that a walk past as many others takes in a list of millions. */
    private static final int FEW = 10_000;

    private final String table;
    private final String select;
    private final RowMapper<R> mapper;
    private final String sidColumn;
    private final List<String> scope = new ArrayList<>();
    private final List<ListFilter> filters = new ArrayList<>();
    private final List<String> times = new ArrayList<>();
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> values = new LinkedHashMap<>();
    private String time = DATE_CREATED;

    /**
     * All rows of a table.
     *
     * @param select selects the columns that the mapper reads, without a condition
     * @param sidColumn tells apart rows of the same time, and is what an anchor names
     */
    Listing(String table, String select, RowMapper<R> mapper, String sidColumn) {
        this.table = table;
        this.select = select;
        this.mapper = mapper;
        this.sidColumn = sidColumn;
    }

    /** Only rows that belong to another resource; null means any. */
    Listing<R> within(String column, @Nullable String sid) {
        if (sid != null) {
            scope.add(column + " = :" + column);
            values.put(column, sid);
        }
        return this;
    }

    /** Only rows that are shown at all, also as the anchor of a page; null means any. */
    Listing<R> shown(@Nullable String condition) {
        if (condition != null) {
            scope.add(condition);
        }
        return this;
    }

    /** Only rows with that value; null means any. */
    Listing<R> where(String column, @Nullable Object value) {
        if (value != null) {
            conditions.add(column + " = :" + column);
            values.put(column, value);
        }
        return this;
    }

    /** Only rows with one of these values. */
    Listing<R> whereIn(String column, Collection<String> oneOf) {
        conditions.add(column + " IN (" + parameters(column, oneOf) + ")");
        return this;
    }

    /** Returns the parameters for these values, as SQL lists them. */
    private String parameters(String column, Collection<String> oneOf) {
        List<String> names = new ArrayList<>();
        for (String value : oneOf) {
            String name = column + names.size();
            names.add(":" + name);
            values.put(name, value);
        }
        return String.join(", ", names);
    }

    /** Only rows with that value, for which there is an index in the order of the list; null means any. */
    Listing<R> whereIndexed(String column, @Nullable Object value) {
        if (value != null) {
            values.put(column, value);
            String hidden = value instanceof Number ? NOT_BY_INDEX + column : column + " || ''";
            filters.add(filter(column, hidden, " = :" + column));
        }
        return this;
    }

    /** Only rows with one of these values, for which there is an index; none means any. */
    Listing<R> whereIndexedIn(String column, Collection<String> oneOf) {
        if (!oneOf.isEmpty()) {
            filters.add(filter(column, column + " || ''", " IN (" + parameters(column, oneOf) + ")"));
        }
        return this;
    }

    /** @param hidden the column, as no index knows it */
    private ListFilter filter(String column, String hidden, String test) {
        return new ListFilter(
                column + test, hidden + test, table + " WHERE account_sid = :account_sid AND " + column + test, true);
    }

    /**
     * Only rows whose time, as SQL that no index knows, is not before a moment; null means any.
     *
     * @param name of the moment among the parameters
     */
    Listing<R> whereAtLeast(String expression, String name, @Nullable Instant moment) {
        if (moment != null) {
            conditions.add(expression + " >= :" + name);
            values.put(name, moment.toEpochMilli());
        }
        return this;
    }

    /** Only rows that meet a condition without parameters. */
    Listing<R> where(String condition) {
        conditions.add(condition);
        return this;
    }

    /** Only rows that pass a filter with these parameters. */
    Listing<R> where(ListFilter filter, Map<String, Object> parameters) {
        values.putAll(parameters);
        filters.add(filter);
        return this;
    }

    /**
     * Only rows whose time lies in the range.
     *
     * @param expression the time as SQL
     * @param name of the range among the parameters
     */
    Listing<R> during(String expression, String name, TimeRange range) {
        bound(expression, " >= :", name + "_from", range.from());
        bound(expression, " < :", name + "_until", range.until());
        return this;
    }

    private void bound(String expression, String comparison, String name, @Nullable Instant bound) {
        if (bound != null) {
            times.add(expression + comparison + name);
            values.put(name, bound.toEpochMilli());
        }
    }

    /** Sorted by this time, as SQL; only rows that have it can be the anchor of a page. */
    Listing<R> sortedBy(String expression) {
        time = expression;
        return this;
    }

    /** The one row that meets the conditions; of several any, of none empty. */
    Optional<R> find(Handle handle) {
        lead(handle);
        return query(handle, select + matching() + " LIMIT 1").map(mapper).findFirst();
    }

    /** Counts the rows that meet the conditions, at most so many. */
    int countUpTo(Handle handle, int most) {
        lead(handle);
        return query(handle, "SELECT count(*) FROM (SELECT 1 FROM " + table + matching() + " LIMIT :most) AS counted")
                .bind("most", most)
                .mapTo(Integer.class)
                .one();
    }

    /** @throws UnknownAnchorException when the row that the page is next to is not in this list */
    Page<R> page(Handle handle, PageRequest request) {
        lead(handle);
        Anchor anchor = request.anchor();
        if (anchor == null) {
            return first(handle, request);
        }
        return nextTo(anchor, position(handle, anchor.sid()), handle, request);
    }

    /**
     * Decides by which of several filters the rows are found. The planner cannot know: the messages to one number may be three, or nearly all
     * there are. Where one filter lets few rows pass, these are read; where all let many pass, the list is walked in its order.
     */
    private void lead(Handle handle) {
        boolean alone = filters.size() == 1 && filters.get(0).isIndexed() && times.isEmpty();
        if (filters.isEmpty() || alone) {
            filters.forEach(filter -> conditions.add(filter.leading()));
            conditions.addAll(times);
            return;
        }
        ListFilter leader = null;
        int least = FEW + 1;
        for (ListFilter filter : filters) {
            int passing = count(handle, filter, least);
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
            times.forEach(condition -> conditions.add(NOT_BY_INDEX + condition));
            time = NOT_BY_INDEX + time;
        }
    }

    private int count(Handle handle, ListFilter filter, int enough) {
        return query(handle, "SELECT count(*) FROM (SELECT 1 FROM " + filter.passing() + " LIMIT :enough) AS passing")
                .bind("enough", enough)
                .mapTo(Integer.class)
                .one();
    }

    private Page<R> first(Handle handle, PageRequest request) {
        List<R> rows = query(handle, select + matching() + order(request.order() == Order.OLDEST_FIRST))
                .bind("limit", request.size() + 1)
                .map(mapper)
                .list();
        return new Page<>(upTo(request.size(), rows), rows.size() > request.size());
    }

    private Page<R> nextTo(Anchor anchor, long position, Handle handle, PageRequest request) {
        boolean after = anchor.direction() == Direction.AFTER;
        boolean towardsNewer = after == (request.order() == Order.OLDEST_FIRST);
        String beyond = " AND (%s, %s) %s (:position, :anchor)".formatted(time, sidColumn, towardsNewer ? ">" : "<");
        List<R> rows = query(handle, select + matching() + beyond + order(towardsNewer))
                .bind("position", position)
                .bind("anchor", anchor.sid())
                .bind("limit", request.size() + 1)
                .map(mapper)
                .list();
        List<R> page = new ArrayList<>(upTo(request.size(), rows));
        if (after) {
            return new Page<>(page, rows.size() > request.size());
        }
        // Read backwards from the anchor, which comes after the page: further rows follow for certain.
        Collections.reverse(page);
        return new Page<>(page, true);
    }

    private long position(Handle handle, String sid) {
        return query(
                        handle,
                        "SELECT " + time + " FROM " + table + " WHERE " + String.join(" AND ", scope) + " AND "
                                + sidColumn + " = :anchor AND " + time + " IS NOT NULL")
                .bind("anchor", sid)
                .mapTo(Long.class)
                .findOne()
                .orElseThrow(() -> new UnknownAnchorException(sid));
    }

    private Query query(Handle handle, String sql) {
        return handle.createQuery(sql).bindMap(values);
    }

    private String matching() {
        return Stream.concat(scope.stream(), conditions.stream()).collect(joining(" AND ", " WHERE ", ""));
    }

    private String order(boolean oldestFirst) {
        return " ORDER BY %1$s %3$s, %2$s %3$s LIMIT :limit".formatted(time, sidColumn, oldestFirst ? "ASC" : "DESC");
    }

    private static <T> List<T> upTo(int size, List<T> rows) {
        return rows.size() > size ? rows.subList(0, size) : rows;
    }
}
