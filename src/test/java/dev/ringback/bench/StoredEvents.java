package dev.ringback.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What a database holds after its server has stopped.
 *
 * @param events rows of the log
 * @param repeated events that came more than once
 * @param messages rows of the mirror
 * @param bytes of the file, the write-ahead log folded in
 */
record StoredEvents(long events, long repeated, long messages, long bytes) {

    static StoredEvents in(Path database) {
        try {
            return in("jdbc:sqlite:" + database, String.valueOf(Files.size(database)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same of PostgreSQL. */
    static StoredEvents inPostgres(String url) {
        return in(url, "pg_database_size(current_database())");
    }

    private static StoredEvents in(String url, String bytes) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT (SELECT count(*) FROM event),"
                        + " (SELECT count(*) FROM event WHERE arrivals <> 1), (SELECT count(*) FROM message), "
                        + bytes)) {
            found.next();
            return new StoredEvents(found.getLong(1), found.getLong(2), found.getLong(3), found.getLong(4));
        } catch (SQLException e) {
            throw new IllegalStateException("look into " + url, e);
        }
    }

    static String sqliteVersion() {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT sqlite_version()")) {
            found.next();
            return found.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException("ask SQLite for its version", e);
        }
    }

    /**
     * Nothing was lost and nothing was sent twice: every answered request has its row, and no row is without a request.
     *
     * @throws IllegalStateException when the figures of this run are worth nothing
     */
    void confirm(Load... loads) {
        long answered = 0;
        long built = 0;
        for (Load load : loads) {
            answered += load.answers() - load.badStatus();
            built += load.built();
        }
        if (events < answered || events > built || repeated > 0) {
            throw new IllegalStateException(
                    "%d requests were answered with 2xx, %d were sent, but the log has %d events, %d of them twice"
                            .formatted(answered, built, events, repeated));
        }
    }

    double bytesPerMessage() {
        return (double) bytes / messages;
    }

    double eventsPerMessage() {
        return (double) events / messages;
    }
}
