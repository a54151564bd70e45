package dev.ringback;

import dev.ringback.storage.jdbi.mirror.MirrorTable;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Everything that stands in a database, to be compared. */
public final class DatabaseRows {
    public static final List<String> MIRROR =
            MirrorTable.ALL.stream().map(MirrorTable::name).toList();

    /** Tables that name their subject by number, with its SID beside. */
    private static final Map<String, String> SUBJECTS = Map.of(
            "event", "SELECT * FROM event JOIN subject ON subject.id = event.subject_id",
            "event_reference", "SELECT * FROM event_reference JOIN subject ON subject.id = event_reference.subject_id");

    /** The condition that an event is about a SID. */
    public static String about(String sid) {
        return "subject_id IN (SELECT id FROM subject WHERE sid = '" + sid + "')";
    }

    private DatabaseRows() {}

    /** All rows of the log and of all that follows from it, by table; each row with its columns' names. */
    public static Map<String, Set<String>> logAndProjections(Path file) throws SQLException {
        List<String> tables = new ArrayList<>(MIRROR);
        tables.add("event");
        tables.add("event_reference");
        return of(file, tables);
    }

    public static Map<String, Set<String>> of(Path file, List<String> tables) throws SQLException {
        return of(url(file), tables);
    }

    /** The same of any database; the log only where it is SQLite's. */
    public static Map<String, Set<String>> of(String url, List<String> tables) throws SQLException {
        Map<String, Set<String>> rows = new TreeMap<>();
        for (String table : tables) {
            rows.put(table, query(url, SUBJECTS.getOrDefault(table, "SELECT * FROM " + table)));
        }
        return rows;
    }

    /** The number in the first row. */
    public static long number(Path file, String sql) throws SQLException {
        return number(url(file), sql);
    }

    /** The number in the first row. */
    public static long number(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }

    private static String url(Path file) {
        return "jdbc:sqlite:" + file;
    }

    public static void execute(Path file, String sql) throws SQLException {
        execute(url(file), sql);
    }

    public static void execute(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The rows that a query gives, each with its columns' names. */
    public static Set<String> query(String url, String sql) throws SQLException {
        Set<String> rows = new TreeSet<>();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                StringBuilder row = new StringBuilder();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.append(result.getMetaData().getColumnName(i))
                            .append('=')
                            .append(result.getString(i))
                            .append(' ');
                }
                rows.add(row.toString());
            }
        }
        return rows;
    }
}
