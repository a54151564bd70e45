package dev.ringback.storage.jdbi.sql;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A query for columns in the form that a database gives fastest: texts and whole numbers. It keeps its SQL, which put together anew would be hashed anew for
 * each read. Safe for use by many threads.
 */
public final class PackedQuery {
    private final String columns;
    private final String rest;
    private final Map<Class<?>, String> texts = new ConcurrentHashMap<>();

    /**
     * Makes a query that is asked again and again.
     *
     * @param columns separated by commas
     * @param rest SQL from {@code FROM} on
     */
    public PackedQuery(String columns, String rest) {
        this.columns = columns;
        this.rest = rest;
    }

    String sql(RowFormat format) {
        return texts.computeIfAbsent(format.getClass(), kind -> "SELECT " + format.packed(columns) + " " + rest);
    }
}
