package dev.ringback.storage.jdbi.sqlite;

import dev.ringback.storage.jdbi.sql.Failures;
import dev.ringback.storage.jdbi.sql.Readers;
import dev.ringback.storage.jdbi.sql.Reads;
import dev.ringback.storage.jdbi.sql.Statements;
import dev.ringback.storage.jdbi.store.Log;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.DefaultStatementBuilder;
import org.jdbi.v3.core.statement.StatementContext;

/** How SQLite finds the rows of a query, in an empty database of the current schema. */
public final class QueryPlan {
    private final Path file;

    /**
     * Creates the database.
     *
     * @param file of the database
     */
    public QueryPlan(Path file) {
        this.file = file;
        TestSqlite.create(file);
    }

    /** How it reads the log. */
    public Log log() {
        return new SqliteLog();
    }

    /** Of the last query of a read. */
    public String of(Consumer<Reads> reading) throws SQLException {
        List<String> asked = new ArrayList<>();
        Jdbi jdbi = Jdbi.create(this::connect).setStatementBuilderFactory(connection -> new Recorder(asked));
        reading.accept(new Reads(jdbi, new RecordingReaders(asked), new Failures(new SqliteDialect())));
        return of(asked.get(asked.size() - 1));
    }

    /** Of a statement. */
    public String of(String sql) throws SQLException {
        List<String> steps = new ArrayList<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("EXPLAIN QUERY PLAN " + sql)) {
            while (rows.next()) {
                steps.add(rows.getString("detail"));
            }
        }
        return String.join("\n", steps);
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }

    /** Remembers what is asked without Jdbi. */
    private final class RecordingReaders implements Readers {
        private final List<String> asked;

        RecordingReaders(List<String> asked) {
            this.asked = asked;
        }

        @Override
        public Statements take() throws SQLException {
            return new Statements(recording(connect()), new SqliteDialect());
        }

        private Connection recording(Connection connection) {
            return (Connection) Proxy.newProxyInstance(
                    Connection.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (proxy, method, arguments) -> {
                        if (method.getName().equals("prepareStatement")) {
                            asked.add((String) arguments[0]);
                        }
                        return method.invoke(connection, arguments);
                    });
        }

        @Override
        public void giveBack(Statements statements) throws SQLException {
            statements.connection().close();
        }
    }

    /** Remembers what is asked of Jdbi. */
    private static final class Recorder extends DefaultStatementBuilder {
        private final List<String> asked;

        Recorder(List<String> asked) {
            this.asked = asked;
        }

        @Override
        public PreparedStatement create(Connection connection, String sql, StatementContext context)
                throws SQLException {
            asked.add(sql);
            return super.create(connection, sql, context);
        }
    }
}
