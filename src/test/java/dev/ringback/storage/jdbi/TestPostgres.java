package dev.ringback.storage.jdbi;

import dev.ringback.DatabaseRows;
import dev.ringback.storage.Database;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL for tests: the server that {@code RINGBACK_TEST_POSTGRES} names, a JDBC URL with which databases may be created, or
 * else one that is unpacked and started. One database for all tests of a Java machine, which come one after the other.
 */
public final class TestPostgres {
    private static final String GIVEN = "RINGBACK_TEST_POSTGRES";

    private static @Nullable String url;
    private static @Nullable Path current;

    private TestPostgres() {}

    /** Opens the database; empty, unless the test before this one was in the same folder. */
    public static synchronized Database open(Path folder) {
        if (current == null) {
            Databases.open(options()).close();
        }
        if (!folder.equals(current)) {
            empty();
            current = folder;
        }
        return Databases.open(options());
    }

    /** How to reach the database, which may be empty or not. */
    public static synchronized DatabaseOptions options() {
        if (url == null) {
            String given = System.getenv(GIVEN);
            url = given == null || given.isBlank() ? start() : database(given);
        }
        return new DatabaseOptions(url);
    }

    /** Of this Java machine alone: another may be running tests on the same server. Dropped in the end. */
    private static String database(String server) {
        String name = "ringback_test_" + ProcessHandle.current().pid();
        execute(server, "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
        execute(server, "CREATE DATABASE " + name);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> execute(server, "DROP DATABASE " + name + " WITH (FORCE)")));
        return server.replaceFirst("(//[^/]+)/[^?]*", "$1/" + name);
    }

    private static void execute(String url, String sql) {
        try {
            DatabaseRows.execute(url, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static String start() {
        try {
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("fsync", "on")
                    .start();
            return server.getJdbcUrl("postgres", "postgres");
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL does not start; " + GIVEN + " may name another", e);
        }
    }

    /** Deletes all rows of all tables. */
    public static synchronized void empty() {
        try (Connection connection = DriverManager.getConnection(options().jdbcUrl());
                Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet names = statement.executeQuery(
                    "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() AND tablename <> 'flyway_schema_history'")) {
                while (names.next()) {
                    tables.add(names.getString(1));
                }
            }
            statement.execute("TRUNCATE " + String.join(", ", tables) + " RESTART IDENTITY");
            statement.execute("ALTER SEQUENCE event_id RESTART");
            statement.execute("INSERT INTO quarantine_size (id, requests, bytes) VALUES (1, 0, 0)");
        } catch (SQLException e) {
            throw new IllegalStateException("the database cannot be emptied", e);
        }
    }
}
