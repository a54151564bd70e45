package dev.ringback.storage.jdbi.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.statement.DefaultStatementBuilder;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Keeps the statements of one connection prepared between reads: preparing one takes longer than finding a row with it. Used by one
 * thread at a time, as the connection is.
 */
final class SqliteStatements extends DefaultStatementBuilder {
    /** More than there are kinds of reads; the least used goes first. */
    private static final int LIMIT = 100;

    private final Map<String, PreparedStatement> resting = new LinkedHashMap<>(16, 0.75f, true);
    /**
     * Holds the SQL from which each statement in use was prepared: Jdbi gives statements back with the SQL as it was before the names of
     * parameters were resolved.
     */
    private final Map<Statement, String> working = new HashMap<>();

    @Override
    public PreparedStatement create(Connection connection, String sql, StatementContext context) throws SQLException {
        PreparedStatement held = resting.remove(sql);
        PreparedStatement statement = held != null ? held : super.create(connection, sql, context);
        working.put(statement, sql);
        return statement;
    }

    @Override
    public void close(Connection connection, String sql, Statement statement) throws SQLException {
        String prepared = working.remove(statement);
        if (prepared == null || resting.putIfAbsent(prepared, (PreparedStatement) statement) != null) {
            statement.close();
        } else if (resting.size() > LIMIT) {
            Iterator<PreparedStatement> eldest = resting.values().iterator();
            eldest.next().close();
            eldest.remove();
        }
    }
}
