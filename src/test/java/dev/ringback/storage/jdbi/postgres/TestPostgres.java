package dev.ringback.storage.jdbi.postgres;

import dev.ringback.DatabaseRows;
import dev.ringback.model.Generation;
import dev.ringback.storage.Database;
import dev.ringback.storage.StorageException;
import dev.ringback.storage.jdbi.DatabaseOptions;
import dev.ringback.storage.jdbi.Databases;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL for tests: the server that {@code RINGBACK_TEST_POSTGRES} names, a JDBC URL with which databases may be created, or
 * else one that is unpacked and started. One database for all tests of a Java machine, which come one after the other. Opening takes most of
 * the time of a small test, so those of one class may {@link #leave} it open for the next.
 */
public final class TestPostgres {
    private static final String GIVEN = "RINGBACK_TEST_POSTGRES";

    /** Truncating makes new files for each table and index, and syncs them: that takes longer than most tests. */
    private static final String EMPTY = """
            DO $$
            DECLARE
                name TEXT;
                filled BOOLEAN;
            BEGIN
                FOR name IN
                    SELECT tablename FROM pg_tables
                    WHERE schemaname = current_schema() AND tablename <> 'flyway_schema_history'
                LOOP
                    EXECUTE format('SELECT EXISTS (SELECT FROM %I)', name) INTO filled;
                    IF filled AND pg_relation_size(format('%I', name)) > 1000000 THEN
                        EXECUTE format('TRUNCATE %I', name);
                    ELSIF filled THEN
                        EXECUTE format('DELETE FROM %I', name);
                    END IF;
                END LOOP;
                PERFORM setval(format('%I', sequencename)::regclass, 1, false) FROM pg_sequences
                WHERE schemaname = current_schema();
            END
            $$""";

    private static @Nullable String url;
    private static @Nullable Path current;
    /** What was opened last, by whichever test. */
    private static @Nullable Database opened;
    /** The same, where it was left open. */
    private static @Nullable Database kept;

    private TestPostgres() {}

    /** Opens the database; empty, unless the test before this one was in the same folder. */
    public static synchronized Database open(Path folder) {
        if (current == null) {
            Databases.open(options()).close();
        }
        Database database = kept;
        kept = null;
        if (!folder.equals(current)) {
            empty();
            current = folder;
        }
        if (database == null) {
            database = Databases.open(options());
        }
        opened = database;
        return database;
    }

    /** Closes a database after a test, but keeps it open for the next test if it is the one of here, and that test has not closed it. */
    public static synchronized void leave(Database database) {
        if (database == opened && isOpen(database)) {
            kept = database;
        } else {
            database.close();
        }
    }

    /** Closes what was left open. */
    public static synchronized void closeKept() {
        if (kept != null) {
            kept.close();
            kept = null;
        }
    }

    private static boolean isOpen(Database database) {
        try {
            database.projections().newestEvent();
            return true;
        } catch (StorageException closed) {
            return false;
        }
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

    /** Deletes all rows of all tables, and lets numbers begin anew. */
    public static synchronized void empty() {
        execute(options().jdbcUrl(), EMPTY);
        execute(options().jdbcUrl(), "INSERT INTO quarantine_size (id, requests, bytes) VALUES (1, 0, 0)");
        execute(
                options().jdbcUrl(),
                "INSERT INTO stats_mark (id, generation, event_id, sweep_account, sweep_hour) VALUES (1, '', 0, '', -1000000000)");
        execute(options().jdbcUrl(), "INSERT INTO generation (id, value) VALUES (1, '" + Generation.random() + "')");
    }
}
