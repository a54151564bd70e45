package dev.ringback.storage.jdbi.sqlite;

import static dev.ringback.storage.TestEntries.entry;
import static dev.ringback.storage.TestEntries.event;
import static dev.ringback.storage.TestEntries.sid;
import static dev.ringback.storage.TestMessage.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for SQLite beyond the contracts. */
class SqliteDatabaseTest {
    private static final String NEWEST_FIRST = " ORDER BY date_created DESC, sid DESC LIMIT 51";

    @TempDir
    Path folder;

    @Test
    void commitsAreSyncedAndReadersDoNotWait() throws SQLException {
        open().close();
        try (Connection writer = SqliteConnections.writer(file())) {
            assertThat(pragma(writer, "journal_mode")).isEqualTo("wal");
            assertThat(pragma(writer, "synchronous")).isEqualTo("2");
            assertThat(pragma(writer, "fullfsync")).isEqualTo("1");
            assertThat(pragma(writer, "busy_timeout")).isEqualTo("400");
        }
    }

    @Test
    void readersCannotWrite() throws SQLException {
        open().close();
        try (Connection reader = SqliteConnections.reader(file());
                Statement statement = reader.createStatement()) {
            assertThat(pragma(reader, "query_only")).isEqualTo("1");
            assertThatThrownBy(() -> statement.execute("DELETE FROM event")).hasMessageContaining("READONLY");
        }
    }

    @Test
    void onlyTheFirstOpeningCreatesAFile() {
        assertThatThrownBy(() -> SqliteConnections.writer(file())).hasMessageContaining("CANTOPEN");
        assertThatThrownBy(() -> SqliteConnections.reader(file())).hasMessageContaining("CANTOPEN");
        assertThat(file()).doesNotExist();
    }

    @Test
    void closingLeavesOneWholeFileAndTheLock() throws Exception {
        String account = sid("AC");
        try (SqliteDatabase database = open()) {
            database.events().append(List.of(entry(message(account, sid("SM")).build())));
        }

        try (var files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(file(), Path.of(file() + "-lock"));
        }
    }

    @Test
    void closingTwiceIsFine() {
        SqliteDatabase database = open();
        database.close();
        database.close();
    }

    @Test
    void crashLosesNothing() throws Exception {
        String account = sid("AC");
        String sid = sid("SM");
        Path crashed = folder.resolve("crashed.db");
        try (SqliteDatabase database = open()) {
            database.events().append(List.of(entry(event(account, sid))));
            // What is in the files now is all that a process killed at this point would leave.
            Files.copy(file(), crashed);
            Files.copy(Path.of(file() + "-wal"), Path.of(crashed + "-wal"));
        }

        try (SqliteDatabase database = SqliteDatabase.open(crashed)) {
            assertThat(database.events().timeline(List.of(account), sid, 0, 1)).hasSize(1);
        }
    }

    @Test
    void unwritableFolderIsUnavailable() throws Exception {
        Path occupied = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> SqliteDatabase.open(occupied.resolve("ringback.db")))
                .hasMessageContaining("open the database");
    }

    /** A list that had to sort, or to look at rows of no interest, would slow down as the database grows. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM message WHERE account_sid = 'AC'" + NEWEST_FIRST,
                "SELECT * FROM message WHERE account_sid = 'AC' AND (date_created, sid) < (1, 'SM')" + NEWEST_FIRST,
                "SELECT * FROM call WHERE account_sid = 'AC' AND (date_created, sid) < (1, 'CA')" + NEWEST_FIRST,
                "SELECT * FROM recording WHERE account_sid = 'AC'" + NEWEST_FIRST,
                "SELECT * FROM recording WHERE account_sid = 'AC' AND call_sid = 'CA'" + NEWEST_FIRST,
                "SELECT * FROM recording WHERE account_sid = 'AC' AND conference_sid = 'CF'" + NEWEST_FIRST,
                "SELECT * FROM transcription WHERE account_sid = 'AC' AND recording_sid = 'RE'" + NEWEST_FIRST,
                "SELECT * FROM conference WHERE account_sid = 'AC'" + NEWEST_FIRST,
                "SELECT * FROM alert WHERE account_sid = 'AC'" + NEWEST_FIRST,
            })
    void listsFollowAnIndex(String sql) throws SQLException {
        assertThat(plan(sql)).singleElement().asString().startsWith("SEARCH").contains("_newest");
    }

    @Test
    void timelineLooksUpOnlyItsOwnEvents() throws SQLException {
        assertThat(plan(SqliteLog.TIMELINE.replace("<accounts>", "'AC', 'AD'").replaceAll(":(sid|after|limit)", "1")))
                .filteredOn(step -> step.contains("event"))
                .isNotEmpty()
                .allSatisfy(step -> assertThat(step).startsWith("SEARCH event"));
    }

    private SqliteDatabase open() {
        return SqliteDatabase.open(file());
    }

    private Path file() {
        return folder.resolve("ringback.db");
    }

    private List<String> plan(String sql) throws SQLException {
        open().close();
        List<String> steps = new ArrayList<>();
        try (Connection connection = SqliteConnections.reader(file());
                Statement statement = connection.createStatement();
                ResultSet plan = statement.executeQuery("EXPLAIN QUERY PLAN " + sql)) {
            while (plan.next()) {
                steps.add(plan.getString("detail"));
            }
        }
        return steps;
    }

    private static String pragma(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet value = statement.executeQuery("PRAGMA " + name)) {
            return value.getString(1);
        }
    }
}
