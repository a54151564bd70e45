package dev.ringback.storage.jdbi.sqlite;

import static dev.ringback.storage.TestEntries.entry;
import static dev.ringback.storage.TestEntries.event;
import static dev.ringback.storage.TestEntries.sid;
import static dev.ringback.storage.TestMessage.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.model.Entry;
import dev.ringback.model.Event;
import dev.ringback.model.LoggedEvent;
import dev.ringback.storage.EventStore.Appended;
import dev.ringback.storage.StorageUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens to the file: nothing is acknowledged that is not there, nothing acknowledged goes, and it heals by itself. */
class SqliteTroubleTest {
    @TempDir
    Path folder;

    private final String account = sid("AC");
    private final List<Event> acknowledged = new ArrayList<>();
    private Path file;
    private SqliteDatabase database;

    @BeforeEach
    void openDatabase() {
        file = folder.resolve("ringback.db");
        database = open(file);
        append(newEntry());
    }

    @AfterEach
    void everythingAcknowledgedIsThereOnceAlsoAfterARestart() {
        assertEverythingAcknowledgedIsThereOnce();
        database.close();
        database = open(file);
        assertEverythingAcknowledgedIsThereOnce();
        database.close();
    }

    @Test
    void lockedByAnotherConnectionForAMoment() throws SQLException {
        Entry held = newEntry();
        try (Connection other = SqliteConnections.creating(file).getConnection();
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            assertUnavailable(held, "SQLITE_BUSY");
            assertThat(database.events().lastReceivedAt()).isPresent();
            statement.execute("ROLLBACK");
        }
        append(held);
    }

    @Test
    void fullDatabase() {
        pragma("max_page_count = 1");
        Entry held = newEntry("x".repeat(100_000));

        assertUnavailable(held, "SQLITE_FULL");
        append(held);
    }

    @Test
    void readOnlyDatabase() {
        pragma("query_only = 1");
        Entry held = newEntry();

        assertUnavailable(held, "SQLITE_READONLY");
        append(held);
    }

    @Test
    void brokenConnection() throws SQLException {
        Entry held = newEntry();
        assertThatThrownBy(() -> database.writer().write("hang up", transaction -> {
                    transaction.prepare("SELECT 1").getConnection().close();
                    return 0;
                }))
                .isInstanceOf(StorageUnavailableException.class);
        append(held);
    }

    @Test
    void checkWritableTellsOfTrouble() {
        pragma("query_only = 1");

        assertThatThrownBy(() -> database.events().checkWritable()).isInstanceOf(StorageUnavailableException.class);
        database.events().checkWritable();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void deletedFileIsRestoredWithEverythingInIt() throws IOException {
        Files.delete(file);
        append(newEntry());

        assertThat(file).isRegularFile();
        append(newEntry());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void deletedFilesAreRestoredEvenWithTheirFolder() throws IOException {
        delete(beside("-wal"), beside("-shm"), beside("-lock"), file);
        Files.delete(folder);
        append(newEntry());
        append(newEntry());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void emptyFileInThePlaceOfADeletedOneIsNotTakenForTheDatabase() throws IOException {
        delete(file);
        Files.createFile(file);
        append(newEntry());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void fileDeletedDuringATransactionIsNotAcknowledged() {
        Entry held = newEntry();
        assertThatThrownBy(() -> database.writer().write("append", transaction -> {
                    new SqliteLog().append(transaction, List.of(held));
                    delete(file);
                    return 0;
                }))
                .isInstanceOf(StorageUnavailableException.class)
                .hasMessageContaining("is gone");

        assertThat(database.events().append(List.of(held))).hasSize(1);
        acknowledged.add(held.event());
        append(newEntry());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void movedFileIsUnavailableUntilItIsBack() throws IOException {
        Path away = folder.resolve("away.db");
        Files.move(file, away);
        Entry held = newEntry();

        assertUnavailable(held, "moved from " + file + " to " + away.toRealPath());
        assertUnavailable(held, "move it back");
        Files.move(away, file);
        append(held);
    }

    @Test
    void deletedLogLosesNothing() throws IOException {
        // A read that left its statement open would keep the log from being saved.
        assertThat(timeline(database, acknowledged.get(0))).hasSize(1);
        delete(beside("-wal"));
        append(newEntry());

        // A copy of the database file alone is what a crash would leave.
        Path copy = folder.resolve("copy.db");
        Files.copy(file, copy);
        try (SqliteDatabase crashed = open(copy)) {
            assertThat(acknowledged)
                    .allSatisfy(event -> assertThat(timeline(crashed, event)).hasSize(1));
        }
        append(newEntry());
        assertThat(beside("-wal")).isNotEmptyFile();
    }

    @Test
    void errorInTheMiddleOfATransactionLeavesNothingBehind() {
        Entry half = newEntry();
        assertThatThrownBy(() -> database.writer().write("append", transaction -> {
                    new SqliteLog().append(transaction, List.of(half));
                    throw new OutOfMemoryError("made up");
                }))
                .isInstanceOf(OutOfMemoryError.class);
        append(newEntry());

        assertThat(timeline(database, half.event())).isEmpty();
    }

    @Test
    void anotherDatabaseInThePlaceIsTakenOver() throws IOException {
        Event elsewhere = event(account, sid("SM"));
        Path other = folder.resolve("other.db");
        try (SqliteDatabase backup = open(other)) {
            backup.events().append(List.of(entry(elsewhere)));
        }
        Path former = folder.resolve("former.db");
        Files.move(file, former);
        Files.move(other, file);
        List<Event> before = List.copyOf(acknowledged);
        acknowledged.clear();
        acknowledged.add(elsewhere);
        append(newEntry());

        // The former one is whole, although its log was at the path of the new one.
        try (SqliteDatabase moved = open(former)) {
            assertThat(before)
                    .allSatisfy(event -> assertThat(timeline(moved, event)).hasSize(1));
        }
    }

    @Test
    void anotherDatabaseInThePlaceIsBroughtToTheCurrentSchema() throws IOException, SQLException {
        Path other = folder.resolve("other.db");
        try (Connection connection = SqliteConnections.creating(other).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version = 1");
        }
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
        acknowledged.clear();
        append(newEntry());
    }

    @Test
    void rubbishInThePlaceIsUnavailableUntilADatabaseIsThere() throws IOException {
        Path former = folder.resolve("former.db");
        Files.move(file, former);
        Files.writeString(file, "Dear diary, ".repeat(1000));
        Entry held = newEntry();

        assertUnavailable(held, "");
        Files.move(former, file, StandardCopyOption.REPLACE_EXISTING);
        append(held);
        append(newEntry());
    }

    private static SqliteDatabase open(Path file) {
        return SqliteDatabase.open(file);
    }

    private Entry newEntry() {
        return newEntry("hello");
    }

    private Entry newEntry(String body) {
        String sid = sid("SM");
        return entry(event(account, sid), message(account, sid).body(body).build());
    }

    private void append(Entry entry) {
        assertThat(database.events().append(List.of(entry))).containsExactly(Appended.STORED);
        acknowledged.add(entry.event());
    }

    private void assertUnavailable(Entry entry, String reason) {
        assertThatThrownBy(() -> database.events().append(List.of(entry)))
                .isInstanceOf(StorageUnavailableException.class)
                .hasMessageContaining(reason);
        assertThat(timeline(database, entry.event())).isEmpty();
    }

    private void assertEverythingAcknowledgedIsThereOnce() {
        for (Event event : acknowledged) {
            assertThat(timeline(database, event)).hasSize(1);
        }
    }

    private List<LoggedEvent> timeline(SqliteDatabase of, Event event) {
        return of.events().timeline(List.of(account), event.sid(), 0, 10);
    }

    /** Sets something of the writer's connection; a new connection does not have it. */
    private void pragma(String setting) {
        database.writer()
                .write(
                        "set",
                        transaction -> transaction.prepare("PRAGMA " + setting).execute());
    }

    private Path beside(String suffix) {
        return Path.of(file + suffix);
    }

    private static void delete(Path... paths) {
        for (Path path : paths) {
            assertThat(path.toFile().delete()).isTrue();
        }
    }
}
