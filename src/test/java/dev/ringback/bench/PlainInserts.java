package dev.ringback.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * What PostgreSQL does at best with the rows of a log: they are there already and only inserted, so many at a time, into tables with the same
 * columns and indexes. Nobody asks what is known, nothing is updated, and nothing is proven.
 */
final class PlainInserts {
    private static final String SCHEMA = "plain";

    /** The processor time of a backend is its parent's when that has noticed its end. */
    private static final long REAPING_MILLIS = 300;

    /** The rows of one table that one batch inserts. */
    private record Rows(String table, List<Object[]> rows) {}

    /** What is committed together. */
    private record Batch(int events, List<Rows> inserts) {}

    /** A batch that is committed, and how long that took. */
    private record Done(int events, long micros) {}

    private final String url;
    private final List<Batch> batches;

    private PlainInserts(String url, List<Batch> batches) {
        this.url = url;
        this.batches = batches;
    }

    /**
     * Takes the rows of the newest events of a database, and what else was written when these came: a subject with its first event, the message
     * with it.
     *
     * @param events the most of them
     * @param together how many are committed at once
     */
    static PlainInserts of(String url, int events, int together) {
        try (Connection connection = DriverManager.getConnection(url)) {
            List<Batch> batches = new ArrayList<>();
            long last = number(connection, "SELECT max(id) FROM event");
            for (long first = Math.max(0, last - events); first < last; first += together) {
                String these = "id > " + first + " AND id <= " + Math.min(last, first + together);
                String fresh =
                        "sid IN (SELECT sid FROM event WHERE " + these + " AND payload LIKE '%MessageStatus=queued%')";
                List<Rows> inserts = List.of(
                        rows(connection, "subject", fresh),
                        rows(connection, "event", these),
                        rows(connection, "message", fresh));
                batches.add(new Batch(inserts.get(1).rows().size(), inserts));
            }
            return new PlainInserts(url, batches);
        } catch (SQLException e) {
            throw new IllegalStateException("read the rows of " + url, e);
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            found.next();
            return found.getLong(1);
        }
    }

    private static Rows rows(Connection connection, String table, String condition) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT * FROM " + table + " WHERE " + condition)) {
            ResultSetMetaData columns = found.getMetaData();
            List<Object[]> rows = new ArrayList<>();
            while (found.next()) {
                Object[] row = new Object[columns.getColumnCount()];
                for (int i = 0; i < row.length; i++) {
                    row[i] = found.getObject(i + 1);
                }
                rows.add(row);
            }
            return new Rows(table, rows);
        }
    }

    /** Inserts for so long, over so many connections, or until all is inserted. */
    Load run(int connections, int seconds) {
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            createTables();
            long began = System.nanoTime();
            long deadline = began + TimeUnit.SECONDS.toNanos(seconds);
            List<Callable<List<Done>>> shares = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                int share = i;
                shares.add(() -> insert(share, connections, deadline));
            }
            List<Done> done = new ArrayList<>();
            for (Future<List<Done>> share : threads.invokeAll(shares)) {
                done.addAll(share.get());
            }
            long micros = (System.nanoTime() - began) / 1_000;
            Pause.millis(REAPING_MILLIS);
            return load(done, micros);
        } catch (SQLException | ExecutionException e) {
            throw new IllegalStateException("insert into " + url, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static Load load(List<Done> done, long allMicros) {
        long events = done.stream().mapToLong(Done::events).sum();
        long[] micros = done.stream().mapToLong(Done::micros).sorted().toArray();
        return new Load(
                events, allMicros, micros[micros.length / 2], micros[micros.length * 99 / 100], 0, 0, events, 0);
    }

    private void createTables() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS " + SCHEMA + " CASCADE");
            statement.execute("CREATE SCHEMA " + SCHEMA);
            for (String table : List.of("subject", "event", "message")) {
                statement.execute(
                        "CREATE TABLE " + SCHEMA + "." + table + " (LIKE public." + table + " INCLUDING ALL)");
            }
            statement.execute("CHECKPOINT");
        }
    }

    /** The batches of one of so many threads. */
    private List<Done> insert(int share, int of, long deadline) throws SQLException {
        List<Done> done = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url)) {
            connection.setAutoCommit(false);
            for (int i = share; i < batches.size() && System.nanoTime() - deadline < 0; i += of) {
                long began = System.nanoTime();
                Batch batch = batches.get(i);
                for (Rows rows : batch.inserts()) {
                    insert(connection, rows);
                }
                connection.commit();
                done.add(new Done(batch.events(), (System.nanoTime() - began) / 1_000));
            }
        }
        return done;
    }

    private static void insert(Connection connection, Rows rows) throws SQLException {
        if (rows.rows().isEmpty()) {
            return;
        }
        int columns = rows.rows().get(0).length;
        String row = "(" + String.join(", ", Collections.nCopies(columns, "?")) + ")";
        String sql = "INSERT INTO " + SCHEMA + "." + rows.table() + " VALUES "
                + String.join(", ", Collections.nCopies(rows.rows().size(), row));
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int parameter = 1;
            for (Object value : (Iterable<Object>) rows.rows().stream().flatMap(Arrays::stream)::iterator) {
                statement.setObject(parameter++, value);
            }
            statement.executeUpdate();
        }
    }
}
