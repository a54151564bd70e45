package dev.ringback.storage.jdbi.sqlite;

import dev.ringback.model.LoggedEvent;
import dev.ringback.storage.jdbi.store.EventTable;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Reads a whole log from its file, in the order of arrival, also while a server has it open. */
public final class StoredLog {
    private StoredLog() {}

    public static List<LoggedEvent> read(Path file) throws SQLException {
        List<LoggedEvent> events = new ArrayList<>();
        try (Connection connection = SqliteConnections.reader(file);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT " + SqliteLog.COLUMNS + " FROM " + SqliteLog.FROM + " ORDER BY event.id")) {
            while (rows.next()) {
                events.add(EventTable.read(rows));
            }
        }
        return events;
    }
}
