package dev.ringback.storage.jdbi.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Executes statements on one connection, and keeps them prepared. Used by one thread at a time. */
public class Statements implements AutoCloseable {
    /** More than there are texts of statements, but for the numbers of values that lists may have; the least used goes first. */
    private static final int MOST = 500;

    private final Connection connection;
    private final RowFormat format;
    private final Map<String, PreparedStatement> statements = new LinkedHashMap<>(16, 0.75f, true);

    /** Executes statements of a connection, which stays open when this is closed. */
    public Statements(Connection connection, RowFormat format) {
        this.connection = connection;
        this.format = format;
    }

    /** The connection that they are executed on. */
    public Connection connection() {
        return connection;
    }

    /** The statement of this text, with whatever parameters it had last. The caller does not close it. */
    public PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
            closeEldest();
        }
        return statement;
    }

    private void closeEldest() throws SQLException {
        if (statements.size() > MOST) {
            Iterator<PreparedStatement> eldest = statements.values().iterator();
            eldest.next().close();
            eldest.remove();
        }
    }

    /** Executes a statement; returns how many rows it changed. */
    public int execute(String sql, @Nullable Object... parameters) throws SQLException {
        return filled(sql, parameters).executeUpdate();
    }

    /**
     * Executes a statement with the columns of a record as parameters, in their order.
     *
     * @return how many rows it changed
     */
    public <R> int execute(String sql, List<Column<R>> parameters, R row) throws SQLException {
        PreparedStatement statement = prepare(sql);
        for (int i = 0; i < parameters.size(); i++) {
            bind(statement, i + 1, parameters.get(i).of(row));
        }
        return statement.executeUpdate();
    }

    /** Executes a statement once for each row, in their order, with its columns as parameters. */
    public <R> void executeEach(String sql, List<Column<R>> parameters, Collection<R> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        PreparedStatement statement = prepare(sql);
        try {
            for (R row : rows) {
                for (int i = 0; i < parameters.size(); i++) {
                    bind(statement, i + 1, parameters.get(i).of(row));
                }
                statement.addBatch();
            }
            statement.executeBatch();
        } finally {
            statement.clearBatch(); // what failed may not be done with what comes next
        }
    }

    /** The one number that a query gives. */
    public long number(String sql, @Nullable Object... parameters) throws SQLException {
        try (ResultSet rows = filled(sql, parameters).executeQuery()) {
            if (!rows.next()) {
                throw new SQLException("no row: " + sql);
            }
            return rows.getLong(1);
        }
    }

    /** Reads the value that a row of a query holds. */
    @FunctionalInterface
    public interface Reading<T> {
        T read(Row row) throws SQLException;
    }

    /** The first row that a query gives; empty where there is none. */
    public <T> Optional<T> first(Reading<T> reading, String sql, @Nullable Object... parameters) throws SQLException {
        try (ResultSet rows = filled(sql, parameters).executeQuery()) {
            return rows.next() ? Optional.of(reading.read(new Row(rows))) : Optional.empty();
        }
    }

    /** All rows that a query gives. */
    public <T> List<T> list(Reading<T> reading, String sql, @Nullable Object... parameters) throws SQLException {
        List<T> list = new ArrayList<>();
        try (ResultSet rows = filled(sql, parameters).executeQuery()) {
            while (rows.next()) {
                list.add(reading.read(new Row(rows)));
            }
        }
        return list;
    }

    /** The first row that a query gives; empty where there is none. */
    public <T> Optional<T> firstPacked(Reading<T> reading, PackedQuery query, @Nullable Object... parameters)
            throws SQLException {
        try (ResultSet rows = filled(query.sql(format), parameters).executeQuery()) {
            return rows.next() ? Optional.of(reading.read(new Row(format.packed(rows)))) : Optional.empty();
        }
    }

    /**
     * All rows that a query gives.
     *
     * @param columns texts and whole numbers
     * @param rest SQL from {@code FROM} on
     */
    public <T> List<T> listPacked(Reading<T> reading, String columns, String rest, @Nullable Object... parameters)
            throws SQLException {
        List<T> list = new ArrayList<>();
        String sql = "SELECT " + format.packed(columns) + " " + rest;
        try (ResultSet rows = filled(sql, parameters).executeQuery()) {
            while (rows.next()) {
                list.add(reading.read(new Row(format.packed(rows))));
            }
        }
        return list;
    }

    private PreparedStatement filled(String sql, @Nullable Object... parameters) throws SQLException {
        PreparedStatement statement = prepare(sql);
        for (int i = 0; i < parameters.length; i++) {
            bind(statement, i + 1, parameters[i]);
        }
        return statement;
    }

    /** Sets a parameter, counted from 1. */
    public void bind(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
        statement.setObject(index, format.storable(value));
    }

    @Override
    public void close() throws SQLException {
        for (PreparedStatement statement : statements.values()) {
            statement.close();
        }
    }
}
