package dev.ringback.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.DatabaseRows;
import dev.ringback.model.Entry;
import dev.ringback.model.LoggedEvent;
import dev.ringback.storage.Database;
import dev.ringback.storage.ProjectionStore;
import dev.ringback.storage.jdbi.DatabaseOptions;
import dev.ringback.storage.jdbi.Databases;
import dev.ringback.storage.jdbi.sqlite.SqliteDatabase;
import dev.ringback.storage.jdbi.sqlite.StoredLog;
import dev.ringback.twilio.callback.Projector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares a database with what the sender knows, and with itself.
 *
 * @param acknowledged how many events the ledger says must be there
 * @param unacknowledged how many are there that nobody was told of, which is allowed
 */
record Audit(int acknowledged, int unacknowledged) {
    private static final List<String> FOLLOWS_FROM_THE_LOG = List.of(
            "message",
            "media",
            "call",
            "recording",
            "transcription",
            "conference",
            "participant",
            "alert",
            "event_reference");

    private static final int BATCH = 500;

    /**
     * Proves that every acknowledged event is in the log exactly once, that the log holds nothing that was never sent, and that the state is,
     * row by row, what a replay of the log into an empty database makes of it.
     *
     * @param database may be in use by a server that nobody writes to
     */
    static Audit of(Path database, Ledger ledger) throws SQLException, IOException {
        List<LoggedEvent> log = StoredLog.read(database);
        Audit audit = compare(log, ledger);
        compareWithReplay(database, log);
        return audit;
    }

    /** As the other, for a database that is no file. */
    static Audit of(DatabaseOptions options, Ledger ledger) throws SQLException, IOException {
        List<LoggedEvent> log = new ArrayList<>();
        try (Database database = Databases.openBesideServer(options)) {
            ProjectionStore projections = database.projections();
            List<LoggedEvent> page = projections.read(0, BATCH);
            while (!page.isEmpty()) {
                log.addAll(page);
                page = projections.read(page.get(page.size() - 1).id(), BATCH);
            }
        }
        Audit audit = compare(log, ledger);
        replayed(
                log,
                replay -> assertThat(DatabaseRows.of(options.jdbcUrl(), DatabaseRows.MIRROR))
                        .isEqualTo(DatabaseRows.of(replay, DatabaseRows.MIRROR)));
        return audit;
    }

    private static Audit compare(List<LoggedEvent> log, Ledger ledger) {
        Map<EventKey, Integer> stored = new HashMap<>();
        log.forEach(logged -> stored.merge(EventKey.of(logged.event()), 1, Integer::sum));
        List<EventKey> lost = ledger.acknowledged().stream()
                .filter(event -> !stored.containsKey(event))
                .toList();
        assertThat(lost).as("acknowledged, but not in the log").isEmpty();
        assertThat(stored.values()).as("in the log more than once").allMatch(times -> times == 1);
        assertThat(stored.keySet()).as("in the log, but never sent").allMatch(ledger::knows);
        int acknowledged = ledger.acknowledged().size();
        return new Audit(acknowledged, stored.size() - acknowledged);
    }

    private static void compareWithReplay(Path database, List<LoggedEvent> log) throws SQLException, IOException {
        replayed(log, replay -> {
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + replay);
                    Statement statement = connection.createStatement()) {
                statement.execute("ATTACH '" + database + "' AS stored");
                for (String table : FOLLOWS_FROM_THE_LOG) {
                    assertThat(count(statement, difference(table, "stored", "main")))
                            .as("rows of " + table + " which do not follow from the log")
                            .isZero();
                    assertThat(count(statement, difference(table, "main", "stored")))
                            .as("rows of " + table + " which follow from the log and are not there")
                            .isZero();
                }
            }
        });
    }

    private interface Comparison {
        void with(Path replay) throws SQLException;
    }

    /** Compares with what a replay of the log makes of an empty file. */
    private static void replayed(List<LoggedEvent> log, Comparison comparison) throws SQLException, IOException {
        Path folder = Files.createTempDirectory("ringback-replay");
        try {
            Path replay = folder.resolve("replayed.db");
            replay(log, replay);
            comparison.with(replay);
        } finally {
            Scratch.delete(folder);
        }
    }

    private static void replay(List<LoggedEvent> log, Path into) {
        try (SqliteDatabase database = SqliteDatabase.open(into)) {
            for (int from = 0; from < log.size(); from += BATCH) {
                List<Entry> batch = log.subList(from, Math.min(log.size(), from + BATCH)).stream()
                        .map(logged -> Projector.replay(logged.event()))
                        .toList();
                database.events().append(batch);
            }
        }
    }

    private static String difference(String table, String one, String other) {
        return "SELECT count(*) FROM (" + rows(table, one) + " EXCEPT " + rows(table, other) + ")";
    }

    /** A subject may have another number in another database. */
    private static String rows(String table, String schema) {
        return table.equals("event_reference")
                ? "SELECT event_id, sid, account_sid FROM %1$s.event_reference JOIN %1$s.subject ON id = subject_id"
                        .formatted(schema)
                : "SELECT * FROM " + schema + "." + table;
    }

    private static int count(Statement statement, String query) throws SQLException {
        try (ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getInt(1);
        }
    }
}
