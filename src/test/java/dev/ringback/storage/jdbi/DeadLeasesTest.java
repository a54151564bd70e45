package dev.ringback.storage.jdbi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.DatabaseRows;
import dev.ringback.storage.Database;
import dev.ringback.storage.StorageUnavailableException;
import dev.ringback.storage.jdbi.postgres.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A server that is killed leaves its leases behind: the next one deletes them, and nobody else does. */
class DeadLeasesTest {
    private static final Duration LONG = Duration.ofHours(1);

    @TempDir
    Path folder;

    @Test
    void aServerDeletesWhatAKilledOneHeld() throws Exception {
        Path killed = folder.resolve("killed.db");
        try (Database database = Databases.open(options())) {
            database.leases().take("forward", "dead", LONG);
            database.leases().take("retention", "dead too", LONG);
            // A process killed at this point would leave what is in the files now.
            Files.copy(file(), killed);
            Files.copy(Path.of(file() + "-wal"), Path.of(killed + "-wal"));
        }
        assertThat(leases(killed)).isEqualTo(2);

        try (Database database = Databases.open(DatabaseOptions.of(killed))) {
            assertThat(leases(killed)).isZero();
            assertThat(database.leases().take("forward", "alive", LONG)).isTrue();
            assertThat(database.leases().take("forward", "dead", LONG)).isFalse();
        }
    }

    @Test
    void aProcessThatIsRefusedBesideAServerDeletesNothing() throws Exception {
        try (Database served = Databases.open(options())) {
            served.leases().take("forward", "alive", LONG);

            assertThatThrownBy(() -> Databases.open(options())).isInstanceOf(StorageUnavailableException.class);
            assertThatThrownBy(() -> Databases.openForRebuild(options()))
                    .isInstanceOf(StorageUnavailableException.class);

            assertThat(served.leases().take("forward", "another", LONG)).isFalse();
        }
    }

    @Test
    void aCommandBesideAServerDeletesNothing() {
        try (Database served = Databases.open(options())) {
            served.leases().take("forward", "alive", LONG);

            try (Database beside = Databases.openBesideServer(options())) {
                assertThat(beside.leases().take("forward", "another", LONG)).isFalse();
            }

            assertThat(served.leases().take("forward", "another", LONG)).isFalse();
        }
    }

    static List<Function<DatabaseOptions, Database>> openedByCommands() {
        return List.of(Databases::openBesideServer, Databases::openForRebuild, Databases::openToFill);
    }

    /** The next server does it: a command may have the lock for a moment only. */
    @ParameterizedTest
    @MethodSource("openedByCommands")
    void aCommandWithoutAServerDeletesNothing(Function<DatabaseOptions, Database> opening) throws Exception {
        try (Database killed = Databases.open(options())) {
            killed.leases().take("forward", "dead", LONG);
        }

        try (Database command = opening.apply(options())) {
            assertThat(command.leases().take("forward", "another", LONG)).isFalse();
        }

        assertThat(leases(file())).isEqualTo(1);
    }

    @Test
    void anIncompleteDatabaseIsRefusedBeforeAnythingIsDeleted() throws Exception {
        try (Database killed = Databases.open(options())) {
            killed.leases().take("forward", "dead", LONG);
            killed.projections().drop();
        }

        assertThatThrownBy(() -> Databases.open(options())).hasMessageContaining("incomplete");

        assertThat(leases(file())).isEqualTo(1);
    }

    /** The leases expire, only later. */
    @Test
    void aServerStartsAlsoWhileItCannotDelete() throws Exception {
        try (Database killed = Databases.open(options())) {
            killed.leases().take("forward", "dead", LONG);
        }

        try (Connection careless = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = careless.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            try (Database database = Databases.open(options())) {
                statement.execute("ROLLBACK");
                assertThat(database.leases().take("forward", "another", LONG)).isFalse();
                assertThat(database.leases().take("retention", "another", LONG)).isTrue();
            }
        }
    }

    @Test
    void onPostgresAnotherNodeThatStartsDeletesNothing() {
        try (Database one = TestPostgres.open(folder)) {
            one.leases().take("forward", "alive", LONG);

            try (Database other = Databases.open(TestPostgres.options())) {
                assertThat(other.leases().take("forward", "another", LONG)).isFalse();
            }
        }
    }

    private static long leases(Path file) throws Exception {
        return DatabaseRows.number(file, "SELECT count(*) FROM lease");
    }

    private DatabaseOptions options() {
        return DatabaseOptions.of(file());
    }

    private Path file() {
        return folder.resolve("ringback.db");
    }
}
