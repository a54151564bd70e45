package dev.ringback.storage.jdbi.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.DatabaseRows;
import dev.ringback.model.Entry;
import dev.ringback.model.Event;
import dev.ringback.model.LoggedEvent;
import dev.ringback.model.Message;
import dev.ringback.model.Recording;
import dev.ringback.storage.EventStore;
import dev.ringback.storage.EventStore.Appended;
import dev.ringback.storage.ForwardStore.Step;
import dev.ringback.storage.StorageException;
import dev.ringback.storage.StorageUnavailableException;
import dev.ringback.storage.TestEntries;
import dev.ringback.storage.jdbi.sql.Migrations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationsTest {
    private static final String ACCOUNT = TestEntries.sid("AC");

    @TempDir
    Path folder;

    @Test
    void latestIsTheLastScript() throws IOException {
        try (Stream<Path> scripts = Files.list(Path.of("schema", "sqlite"))) {
            assertThat(scripts.map(script -> script.getFileName().toString())
                            .map(name -> Integer.valueOf(name.substring(1, name.indexOf("__"))))
                            .sorted())
                    .as("the last script beside Migrations.LATEST")
                    .last()
                    .isEqualTo(Integer.valueOf(Migrations.LATEST));
        }
    }

    @Test
    void emptyDatabaseBecomesCurrentAndStaysSo() throws SQLException {
        open().close();
        List<String> schema = schema();
        open().close();

        assertThat(schema)
                .contains("event", "event_reference", "subject", "message", "participant", "quarantine", "write_check");
        assertThat(schema()).isEqualTo(schema);
    }

    @Test
    void rowsOfTheEighthSchemaGetTheirErrorsAndCertaintiesAndMoreRoomBetweenStatuses() throws SQLException {
        Flyway.configure()
                .dataSource(SqliteConnections.creating(file()))
                .locations("classpath:schema/sqlite")
                .target("8")
                .load()
                .migrate();
        String message =
                "INSERT INTO message (account_sid, sid, position, status, source, error_code, date_created, date_updated,"
                        + " last_received_at) VALUES ('" + ACCOUNT + "', ";
        execute(message + "'SM1', 9, 'undelivered', 'callback', 30008, 1, 1, 1)");
        execute(message + "'SM2', 9, 'delivered', 'callback', 30008, 1, 1, 1)");
        execute(
                "INSERT INTO recording (account_sid, sid, position, status, source, error_code, date_created, date_updated,"
                        + " last_received_at) VALUES ('" + ACCOUNT
                        + "', 'RE1', 4, 'absent', 'callback', 31480, 1, 1, 1)");
        execute(
                "INSERT INTO call (account_sid, sid, position, status, source, from_address, answered_at, date_created, date_updated,"
                        + " last_received_at) VALUES ('" + ACCOUNT
                        + "', 'CA1', 4, 'in-progress', 'callback', 'told', 1, 1, 1, 1)");

        try (SqliteDatabase database = open()) {
            assertThat(database.resources()
                            .find(Message.class, ACCOUNT, "SM1")
                            .orElseThrow()
                            .errorCode())
                    .isEqualTo(30008);
            assertThat(database.resources()
                            .find(Message.class, ACCOUNT, "SM2")
                            .orElseThrow()
                            .errorCode())
                    .isNull();
            Recording recording =
                    database.resources().find(Recording.class, ACCOUNT, "RE1").orElseThrow();
            assertThat(recording.progress().position()).isEqualTo(8);
            assertThat(recording.errorCode()).isEqualTo(31480);
        }
        assertThat(DatabaseRows.number(file(), "SELECT certainty FROM call"))
                .as("two bits for each of fifteen columns, so that no later event is surer")
                .isEqualTo((1L << 30) - 1);
    }

    @Test
    void logOfTheFirstSchemaIsTakenOverWhole() throws SQLException {
        Flyway.configure()
                .dataSource(SqliteConnections.creating(file()))
                .locations("classpath:schema/sqlite")
                .target("1")
                .load()
                .migrate();
        Event call = TestEntries.event(ACCOUNT, "CA1");
        Event recording = TestEntries.event(ACCOUNT, "RE1");
        Event nameless = TestEntries.event(ACCOUNT, "");
        insertAsInFirstSchema(1, call, 1);
        insertAsInFirstSchema(4, recording, 3);
        insertAsInFirstSchema(5, nameless, 1);
        execute("INSERT INTO event_reference (account_sid, sid, event_id) VALUES ('" + ACCOUNT + "', 'CA1', 4), ('"
                + ACCOUNT + "', 'CF1', 4)");

        try (SqliteDatabase database = open()) {
            EventStore events = database.events();
            assertThat(events.timeline(List.of(ACCOUNT), "CA1", 0, 10))
                    .containsExactly(
                            new LoggedEvent(1, call, 1, call.receivedAt()),
                            new LoggedEvent(4, recording, 3, recording.receivedAt()));
            assertThat(events.timeline(List.of(ACCOUNT), "RE1", 0, 10)).hasSize(1);
            assertThat(events.timeline(List.of(ACCOUNT), "CF1", 0, 10)).hasSize(1);
            assertThat(events.timeline(List.of(ACCOUNT), "", 0, 10))
                    .containsExactly(new LoggedEvent(5, nameless, 1, nameless.receivedAt()));
            Entry again = new Entry(recording, List.of(), Set.of("CA1", "CF1"));
            assertThat(events.append(List.of(again))).containsExactly(Appended.REPEATED);
        }
    }

    @Test
    void eventsFromBeforeForwardingStayAndForwardingBeginsWithNothing() throws SQLException {
        Flyway.configure()
                .dataSource(SqliteConnections.creating(file()))
                .locations("classpath:schema/sqlite")
                .target("7")
                .load()
                .migrate();
        execute("INSERT INTO subject (id, sid, account_sid) VALUES (1, 'CA1', '" + ACCOUNT + "')");
        execute(
                "INSERT INTO event (id, subject_id, digest, kind, source, received_at, method, target, format, payload, arrivals,"
                        + " last_received_at) VALUES (3, 1, zeroblob(16), 'call-status', 'callback', 5, 'POST', '/twilio', 'FORM', 'a=b', 1, 5)");
        execute("INSERT INTO lease (name, holder, expires_at) VALUES ('retention', 'one', 9000000000000)");

        assertThatThrownBy(() -> SqliteDatabase.openBesideServer(file()))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("schema version 7")
                .hasMessageContaining("'ringback serve' of this version");
        // As a rebuild does: a server would delete the lease.
        try (SqliteDatabase database = SqliteDatabase.openForRebuild(file())) {
            assertThat(database.events().timeline(List.of(ACCOUNT), "CA1", 0, 10))
                    .hasSize(1);
            assertThat(database.leases().take("retention", "another", Duration.ofSeconds(1)))
                    .isFalse();
            assertThat(database.forward().mark()).isEmpty();
            assertThat(database.log().settled().end().eventId()).isEqualTo(3);
            assertThat(database.projections().read(0, 10))
                    .extracting(LoggedEvent::id)
                    .containsExactly(3L);
            database.forward().advance(new Step(3, Map.of(), Set.of(), List.of()));
            assertThat(database.forward().mark()).hasValue(3);
        }
    }

    private void insertAsInFirstSchema(long id, Event event, int arrivals) throws SQLException {
        try (Connection connection = SqliteConnections.creating(file()).getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                        INSERT INTO event (id, account_sid, sid, digest, kind, source, received_at, method, target, format, payload,
                                           arrivals, last_received_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            List<Object> values = List.of(
                    id,
                    event.accountSid(),
                    event.sid(),
                    event.digest().toBytes(),
                    event.kind().value(),
                    event.source().value(),
                    event.receivedAt().toEpochMilli(),
                    event.method(),
                    event.target(),
                    event.format().name(),
                    event.payload(),
                    arrivals,
                    event.receivedAt().toEpochMilli());
            for (int i = 0; i < values.size(); i++) {
                insert.setObject(i + 1, values.get(i));
            }
            insert.executeUpdate();
        }
    }

    @Test
    void newerSchemaIsRefused() throws SQLException {
        open().close();
        execute(
                "INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, checksum,"
                        + " installed_by, execution_time, success) VALUES (99, '99', 'later', 'SQL', 'V99__later.sql', 1, 'x', 1, 1)");

        assertThatThrownBy(this::open)
                .isExactlyInstanceOf(StorageException.class)
                .hasMessageContaining("schema version 99")
                .hasMessageContaining("newer Ringback");
    }

    @Test
    void databaseOfAnotherProgramIsRefused() throws SQLException {
        execute("CREATE TABLE guests (name TEXT)");

        assertThatThrownBy(this::open).isExactlyInstanceOf(StorageException.class);
        assertThat(schema()).containsExactly("guests");
    }

    @Test
    void fileThatIsNoDatabaseIsRefusedAndLeftAlone() throws IOException {
        Files.writeString(file(), "Dear diary, ".repeat(1000));

        assertThatThrownBy(this::open).isInstanceOf(StorageUnavailableException.class);
        assertThat(file()).hasContent("Dear diary, ".repeat(1000));
    }

    private SqliteDatabase open() {
        return SqliteDatabase.open(file());
    }

    private Path file() {
        return folder.resolve("ringback.db");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = SqliteConnections.creating(file()).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> schema() throws SQLException {
        List<String> names = new ArrayList<>();
        try (Connection connection = SqliteConnections.creating(file()).getConnection();
                Statement statement = connection.createStatement();
                ResultSet tables = statement.executeQuery(
                        "SELECT name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name")) {
            while (tables.next()) {
                names.add(tables.getString(1));
            }
        }
        return names;
    }
}
