package dev.ringback.storage.jdbi;

import dev.ringback.model.Page;
import dev.ringback.model.PageRequest;
import dev.ringback.model.PageRequest.Anchor;
import dev.ringback.model.PageRequest.Direction;
import dev.ringback.model.Resource;
import dev.ringback.storage.UnknownAnchorException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table that meet some conditions, one by one or as pages: newest first by date of creation, then by SID.
 *
 * <p>A page starts from the key of the row it is next to, so its cost does not grow with its distance from the first.
 */
final class Listing<R extends Resource> {
    private final Table<R> table;
    private final String sidColumn;
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> values = new LinkedHashMap<>();

    private Listing(Table<R> table, String sidColumn) {
        this.table = table;
        this.sidColumn = sidColumn;
    }

    /** All rows of an account. */
    static <R extends Resource> Listing<R> of(Table<R> table, String accountSid) {
        return of(table, "sid", accountSid);
    }

    /** @param sidColumn tells apart rows that were created at the same time, and is what an anchor names */
    static <R extends Resource> Listing<R> of(Table<R> table, String sidColumn, String accountSid) {
        return new Listing<R>(table, sidColumn).where("account_sid", accountSid);
    }

    /** Only rows with that value; null means any. */
    Listing<R> where(String column, @Nullable Object value) {
        if (value != null) {
            conditions.add(column + " = :" + column);
            values.put(column, value);
        }
        return this;
    }

    /** Only rows that meet a condition without parameters. */
    Listing<R> where(String condition) {
        conditions.add(condition);
        return this;
    }

    /** The one row that meets the conditions; of several any, of none empty. */
    Optional<R> find(Handle handle) {
        return query(handle, table.select() + matching() + " LIMIT 1")
                .map(table)
                .findFirst();
    }

    /** @throws UnknownAnchorException when the row that the page is next to does not meet the conditions */
    Page<R> page(Handle handle, PageRequest request) {
        Anchor anchor = request.anchor();
        if (anchor == null) {
            return first(handle, request.size());
        }
        return nextTo(anchor, position(handle, anchor.sid()), handle, request.size());
    }

    private Page<R> first(Handle handle, int size) {
        List<R> rows = query(handle, table.select() + matching() + order("DESC"))
                .bind("limit", size + 1)
                .map(table)
                .list();
        return new Page<>(upTo(size, rows), rows.size() > size);
    }

    private Page<R> nextTo(Anchor anchor, long created, Handle handle, int size) {
        boolean after = anchor.direction() == Direction.AFTER;
        String beyond = " AND (date_created, %s) %s (:created, :anchor)".formatted(sidColumn, after ? "<" : ">");
        List<R> rows = query(handle, table.select() + matching() + beyond + order(after ? "DESC" : "ASC"))
                .bind("created", created)
                .bind("anchor", anchor.sid())
                .bind("limit", size + 1)
                .map(table)
                .list();
        List<R> page = new ArrayList<>(upTo(size, rows));
        if (after) {
            return new Page<>(page, rows.size() > size);
        }
        // Read upwards from the anchor, which itself is older than the page: older rows follow for certain.
        Collections.reverse(page);
        return new Page<>(page, true);
    }

    private long position(Handle handle, String sid) {
        return query(
                        handle,
                        "SELECT date_created FROM " + table.name() + matching() + " AND " + sidColumn + " = :anchor")
                .bind("anchor", sid)
                .mapTo(Long.class)
                .findOne()
                .orElseThrow(() -> new UnknownAnchorException(sid));
    }

    private Query query(Handle handle, String sql) {
        return handle.createQuery(sql).bindMap(values);
    }

    private String matching() {
        return " WHERE " + String.join(" AND ", conditions);
    }

    private String order(String direction) {
        return " ORDER BY date_created %1$s, %2$s %1$s LIMIT :limit".formatted(direction, sidColumn);
    }

    private static <T> List<T> upTo(int size, List<T> rows) {
        return rows.size() > size ? rows.subList(0, size) : rows;
    }
}
