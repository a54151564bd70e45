package dev.ringback.storage.jdbi;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What may be done inside one transaction of the writer. Statements are prepared once and live as long as the connection. */
final class Transaction {
    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    Transaction(Connection connection) {
        this.connection = connection;
    }

    /** The statement of this text, with whatever parameters it had last. The caller does not close it. */
    PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        return statement;
    }

    /** Executes a statement; returns how many rows it changed. */
    int execute(String sql, Object... parameters) throws SQLException {
        return filled(sql, parameters).executeUpdate();
    }

    /**
     * Executes a statement with the columns of a record as parameters, in their order.
     *
     * @return how many rows it changed
     */
    <R> int execute(String sql, List<Column<R>> parameters, R row) throws SQLException {
        PreparedStatement statement = prepare(sql);
        for (int i = 0; i < parameters.size(); i++) {
            parameters.get(i).bind(statement, i + 1, row);
        }
        return statement.executeUpdate();
    }

    /** The one number that a query gives. */
    long number(String sql, Object... parameters) throws SQLException {
        try (ResultSet rows = filled(sql, parameters).executeQuery()) {
            if (!rows.next()) {
                throw new SQLException("no row: " + sql);
            }
            return rows.getLong(1);
        }
    }

    private PreparedStatement filled(String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = prepare(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }
}
