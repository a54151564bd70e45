package dev.ringback.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.DatabaseRows;
import dev.ringback.TestCallbacks;
import dev.ringback.TestTraffic;
import dev.ringback.model.Delivery;
import dev.ringback.model.DeliveryAttempt;
import dev.ringback.model.Entry;
import dev.ringback.model.Generation;
import dev.ringback.model.Silence;
import dev.ringback.model.VaultKind;
import dev.ringback.model.VaultObject;
import dev.ringback.storage.Database;
import dev.ringback.storage.DeliveryStore.Attempted;
import dev.ringback.storage.ForwardStore.NewDelivery;
import dev.ringback.storage.ForwardStore.Step;
import dev.ringback.storage.QuarantineLimits;
import dev.ringback.storage.StorageException;
import dev.ringback.storage.VaultLedger;
import dev.ringback.storage.jdbi.DatabaseOptions;
import dev.ringback.storage.jdbi.Databases;
import dev.ringback.storage.jdbi.postgres.TestPostgres;
import dev.ringback.storage.jdbi.sqlite.TestSqlite;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final List<Entry> entries = TestTraffic.entries(60, 40, 3, NOW);

    @TempDir
    Path folder;

    @TempDir
    Path empty;

    @Test
    void aMigrationThereAndBackChangesNothing() throws Exception {
        Path first = folder.resolve("first.db");
        Path second = folder.resolve("second.db");
        Migration.Result there;
        Migration.Result back;
        try (Database from = sqlite(first);
                Database to = TestPostgres.open(empty)) {
            from.events().append(entries);
            from.events().append(entries.subList(0, 20));
            forgetSomeEvents(from, first);
            CarriedRows.fill(from, first, NOW);
            there = new Migration(from, to, "first").run((done, total) -> {});
        }
        try (Database from = TestPostgres.open(empty);
                Database to = sqlite(second)) {
            back = new Migration(from, to, "second").run((done, total) -> {});
        }
        assertThat(there.events()).isPositive();
        assertThat(back).isEqualTo(there);
        assertThat(DatabaseRows.of(second, DatabaseRows.MIRROR)).isEqualTo(DatabaseRows.of(first, DatabaseRows.MIRROR));
        assertThat(DatabaseRows.number(second, "SELECT sum(arrivals) FROM event"))
                .isEqualTo(DatabaseRows.number(first, "SELECT sum(arrivals) FROM event"));
        assertThat(DatabaseRows.of(second, CarriedRows.TABLES)).isEqualTo(DatabaseRows.of(first, CarriedRows.TABLES));
        assertThat(DatabaseRows.query(url(second), IDS)).isEqualTo(DatabaseRows.query(url(first), IDS));
        assertThat(there.carried())
                .allSatisfy((table, rows) -> assertThat(rows).as(table).isPositive());
    }

    private static final String IDS = """
            SELECT event.id, subject.sid, event.digest FROM event JOIN subject ON subject.id = event.subject_id
            UNION ALL SELECT seq, name, '' FROM sqlite_sequence""";

    /** Ids have gaps, at the beginning and within, as after retention. */
    private static void forgetSomeEvents(Database database, Path file) throws SQLException {
        DatabaseRows.execute(file, "DELETE FROM event WHERE id <= 7 OR id IN (20, 21, 40)");
        new Rebuild(database.projections()).run((done, total) -> {});
    }

    @Test
    void theOtherDatabaseGoesOnAsTheFirstWouldHave() throws Exception {
        Path file = folder.resolve("first.db");
        try (Database from = sqlite(file);
                Database to = TestPostgres.open(empty)) {
            from.events().append(entries);
            CarriedRows.fill(from, file, NOW);
            new Migration(from, to, "first").run((done, total) -> {});
            for (Database database : List.of(from, to)) {
                database.events().append(TestTraffic.entries(1, 1, 99, NOW));
                database.deliveries().add(List.of(new NewDelivery("crm", "key 1", Delivery.Kind.EVENT, 1L, "", NOW)));
                database.silences().add(new Silence(0, "", List.of(), NOW, NOW, "", ""));
            }

            assertThat(to.projections().newestEvent())
                    .isEqualTo(from.projections().newestEvent());
            assertThat(to.silences().endingAfter(Instant.EPOCH))
                    .isEqualTo(from.silences().endingAfter(Instant.EPOCH));
            assertThat(to.forward().mark()).isEqualTo(from.forward().mark());
            assertThat(to.forward().groups()).isEqualTo(from.forward().groups());
            assertThat(to.quarantine().size()).isEqualTo(from.quarantine().size());
            for (String receiver : List.of("team", "crm")) {
                // until nothing is pending any more: the first of each key follows the one before it
                List<Delivery> due = from.deliveries().due(receiver, NOW.plusSeconds(60), List.of(), 100);
                for (int round = 0; !due.isEmpty(); round++) {
                    assertThat(to.deliveries().due(receiver, NOW.plusSeconds(60), List.of(), 100))
                            .as("round %d of %s", round, receiver)
                            .isEqualTo(due);
                    List<Attempted> done =
                            due.stream().map(MigrationTest::delivered).toList();
                    from.deliveries().record(done);
                    to.deliveries().record(done);
                    due = round < 20 ? from.deliveries().due(receiver, NOW.plusSeconds(60), List.of(), 100) : List.of();
                }
            }
        }
    }

    private static Attempted delivered(Delivery delivery) {
        DeliveryAttempt attempt = new DeliveryAttempt(NOW, Duration.ZERO, DeliveryAttempt.Outcome.DELIVERED, "");
        return new Attempted(delivery.id(), attempt, Delivery.State.DELIVERED, NOW);
    }

    /** The next event of the other database must not get an id that counts as forwarded. */
    @Test
    void theMarkGoesBackToTheNewestEventThereIs() {
        try (Database from = sqlite(folder.resolve("first.db"));
                Database to = TestPostgres.open(empty);
                Database back = sqlite(folder.resolve("second.db"))) {
            from.events().append(entries.subList(0, 10));
            from.forward().advance(new Step(500, Map.of(), Set.of(), List.of()));
            Migration.Result there = new Migration(from, to, "first").run((done, total) -> {});
            Migration.Result returned = new Migration(to, back, "second").run((done, total) -> {});

            assertThat(to.forward().mark()).hasValue(10);
            assertThat(back.forward().mark()).hasValue(10);
            assertThat(returned).isEqualTo(there);
            to.events().append(entries.subList(10, 11));
            assertThat(to.projections().newestEvent()).isEqualTo(501);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quarantine",
                "silence",
                "audit",
                "alert_group",
                "forward_mark",
                "delivery",
                "delivery_attempt",
                "receiver_failure",
                "vault_object"
            })
    void aMigrationInterruptedWithinATableGoesOn(String table) throws Exception {
        Path first = folder.resolve("first.db");
        Path second = folder.resolve("second.db");
        sqlite(second).close();
        try (Database from = sqlite(first)) {
            from.events().append(entries);
            CarriedRows.fill(from, first, NOW);
            String rows = "(SELECT count(*) FROM " + table + ")";
            long half = DatabaseRows.number(first, "SELECT " + rows + " / 2");
            DatabaseRows.execute(
                    second,
                    "CREATE TRIGGER interrupted BEFORE INSERT ON " + table + " WHEN " + rows + " >= " + half
                            + " BEGIN SELECT RAISE(ABORT, 'interrupted'); END");
            try (Database to = sqlite(second)) {
                Migration migration = new Migration(from, to, "first");
                assertThatThrownBy(() -> migration.run((done, total) -> {}))
                        .isInstanceOf(StorageException.class)
                        .hasMessageContaining("interrupted");
            }
            assertThatThrownBy(() -> sqlite(second).close()).hasMessageContaining("incomplete");
            DatabaseRows.execute(second, "DROP TRIGGER interrupted");
            // served in between: what is pending may have been sent, and an incident may be over
            from.deliveries().record(List.of(delivered(from.deliveries().find(9).orElseThrow())));
            from.forward().advance(new Step(3, Map.of("another", "{}"), Set.of(""), List.of()));
            try (Database to = Databases.openToFill(DatabaseOptions.of(second))) {
                new Migration(from, to, "first").run((done, total) -> {});
            }
        }
        assertThat(DatabaseRows.of(second, CarriedRows.TABLES)).isEqualTo(DatabaseRows.of(first, CarriedRows.TABLES));
    }

    @Test
    void aDifferenceBesideTheLogIsFound() throws Exception {
        Path first = folder.resolve("first.db");
        Path second = folder.resolve("second.db");
        sqlite(second).close();
        DatabaseRows.execute(
                second,
                "CREATE TRIGGER lost AFTER INSERT ON delivery WHEN NEW.id = 700 BEGIN UPDATE delivery SET head = 1 - coalesce(head, 0) WHERE id = 700; END");
        try (Database from = sqlite(first);
                Database to = sqlite(second)) {
            from.events().append(entries);
            CarriedRows.fill(from, first, NOW);
            assertThatThrownBy(() -> new Migration(from, to, "first").run((done, total) -> {}))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("differ in their rows beside the log")
                    .hasMessageContaining("delivery");
        }
    }

    @Test
    void aDatabaseThatHoldsSomethingBesideTheLogIsNotOverwritten() {
        for (Consumer<Database> filling : List.<Consumer<Database>>of(
                database -> database.silences().add(new Silence(0, "", List.of(), NOW, NOW, "", "")),
                database -> database.deliveries()
                        .add(List.of(new NewDelivery("crm", "key", Delivery.Kind.NOTICE, null, "", NOW))),
                database ->
                        database.quarantine().keep(List.of(CarriedRows.refused(1, NOW)), QuarantineLimits.defaults()),
                database -> database.vault()
                        .add(List.of(VaultObject.heard("AC1", VaultKind.MEDIA, "ME1", "", "SM1", "AC1/ME1", NOW))))) {
            try (Database from = sqlite(folder.resolve("first.db"));
                    Database to = TestPostgres.open(empty)) {
                TestPostgres.empty();
                filling.accept(to);
                assertThatThrownBy(() -> new Migration(from, to, "first").run((done, total) -> {}))
                        .isInstanceOf(StorageException.class)
                        .hasMessageContaining("holds rows of table")
                        .hasMessageContaining("has to be an empty one");
            }
        }
    }

    /** Ids of events and deliveries mean something else there than in the database that was copied, and than they did there before. */
    @Test
    void theOtherDatabaseGetsAGenerationThatNoneHasHad() {
        try (Database from = sqlite(folder.resolve("first.db"));
                Database to = TestPostgres.open(empty)) {
            from.events().append(entries);
            Generation source = from.generation().current();
            Generation target = to.generation().current();

            new Migration(from, to, "first").run((done, total) -> {});

            assertThat(to.generation().current()).isNotIn(source, target);
            assertThat(from.generation().current()).isEqualTo(source);
        }
    }

    /** Positions are in the log of one generation; what else the vault has noted, such as the id of its store, stays true. */
    @Test
    void theNotesOfTheVaultAreTakenAlongButItsPositions() {
        try (Database from = sqlite(folder.resolve("first.db"));
                Database to = TestPostgres.open(empty)) {
            from.events().append(entries);
            from.vault().note(VaultLedger.POSITION, "1-7");
            from.vault().note(VaultLedger.POSITION + " of media", "1-8");
            from.vault().note("Position", "no position");
            from.vault().note("store_id", "a");
            to.vault().note(VaultLedger.POSITION, "2-9");
            to.vault().note("store_id", "b");

            Migration.Result result = new Migration(from, to, "first").run((done, total) -> {});

            assertThat(result.rows("vault_note")).isEqualTo(2);
            assertThat(to.vault().note(VaultLedger.POSITION)).isEmpty();
            assertThat(to.vault().note(VaultLedger.POSITION + " of media")).isEmpty();
            assertThat(to.vault().note("Position")).hasValue("no position");
            assertThat(to.vault().note("store_id")).hasValue("a");
            assertThat(from.vault().note(VaultLedger.POSITION)).hasValue("1-7");
        }
    }

    /** A server that was started there to try it has not done anything yet. */
    @Test
    void aDatabaseWhereForwardingHasBegunWithoutEventsIsEmpty() {
        try (Database from = sqlite(folder.resolve("first.db"));
                Database to = TestPostgres.open(empty)) {
            to.forward().advance(new Step(0, Map.of("inhibitions", "{}"), Set.of(), List.of()));
            from.events().append(entries);

            assertThat(new Migration(from, to, "first").run((done, total) -> {}).events())
                    .isEqualTo(from.projections().newestEvent());
            assertThat(to.forward().mark()).isEmpty();
            assertThat(to.forward().groups()).isEmpty();
        }
    }

    @Test
    void rebuildsTheProjectionsOfAnOlderVersionInBothDatabases() throws Exception {
        Path file = folder.resolve("from.db");
        try (Database from = TestSqlite.openFile(file);
                Database to = TestPostgres.open(empty)) {
            from.events().append(TestTraffic.entries(200, 100, 1, NOW));
            DatabaseRows.execute(file, "UPDATE event SET kind = 'unknown'");
            DatabaseRows.execute(file, "UPDATE message SET status = 'as an older version saw it'");

            Migration.Result result = new Migration(from, to, "first").run((done, total) -> {});

            assertThat(result.events()).isPositive();
            assertThat(from.migration().mirror()).isEqualTo(to.migration().mirror());
            assertThat(DatabaseRows.number(file, "SELECT count(*) FROM event WHERE kind = 'message-status'"))
                    .isPositive();
        }
    }

    /** PostgreSQL cannot keep the character. */
    @Test
    void aNulIsNoDifference() throws Exception {
        Path first = folder.resolve("first.db");
        try (Database from = sqlite(first);
                Database to = TestPostgres.open(empty)) {
            from.events()
                    .append(List.of(
                            TestTraffic.entry(TestCallbacks.inboundMessage(TestCallbacks.sid("SM"), "a\0b"), NOW)));
            from.silences().add(new Silence(0, "", List.of(), NOW, NOW, "me", "a\0b"));
            from.forward().advance(new Step(1, Map.of("a\0b", "c\0d"), Set.of(), List.of()));

            new Migration(from, to, "first").run((done, total) -> {});
            assertThat(to.forward().groups()).containsEntry("a�b", "c�d");
        }
    }

    @Test
    void aPartThatAnotherVersionHasNumberedAnewIsRefused() throws Exception {
        Path second = folder.resolve("second.db");
        sqlite(second).close();
        try (Database from = sqlite(folder.resolve("first.db"))) {
            from.events().append(entries);
            try (Database to = sqlite(second)) {
                to.events().append(entries.subList(0, 5));
            }
            DatabaseRows.execute(second, "INSERT INTO migration (id, source, last_event_id) VALUES (1, 'first', 9)");
            try (Database to = Databases.openToFill(DatabaseOptions.of(second))) {
                assertThatThrownBy(() -> new Migration(from, to, "first").run((done, total) -> {}))
                        .isInstanceOf(StorageException.class)
                        .hasMessageContaining("another version");
            }
        }
    }

    @Test
    void anInterruptedMigrationGoesOn() {
        try (Database from = sqlite(folder.resolve("first.db"));
                Database to = TestPostgres.open(empty)) {
            for (int i = 0; i < 30; i++) {
                from.events().append(TestTraffic.entries(20, 10, 100 + i, NOW));
            }
            Migration migration = new Migration(from, to, "first");
            assertThatThrownBy(() -> migration.run((done, total) -> {
                        if (done > total / 2) {
                            throw new IllegalStateException("interrupted");
                        }
                    }))
                    .hasMessage("interrupted");
            assertThatThrownBy(() -> new Migration(from, to, "another").run((done, total) -> {}))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("holds a part of first");
            assertThat(migration.run((done, total) -> {}).events())
                    .isEqualTo(from.projections().newestEvent());
            assertThatThrownBy(() -> migration.run((done, total) -> {}))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("holds events already");
        }
    }

    private static String url(Path file) {
        return "jdbc:sqlite:" + file;
    }

    private static Database sqlite(Path file) {
        return TestSqlite.openFile(file);
    }
}
