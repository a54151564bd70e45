package dev.ringback.storage.jdbi.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ringback.DatabaseRows;
import dev.ringback.storage.Database;
import dev.ringback.storage.StorageException;
import dev.ringback.storage.StorageUnavailableException;
import dev.ringback.storage.jdbi.DatabaseOptions;
import dev.ringback.storage.jdbi.Databases;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a server is refused for, and what is waited for. */
@Timeout(60)
class PostgresDatabaseTest {
    private final String name = "ringback_" + UUID.randomUUID().toString().replace("-", "");

    @TempDir
    Path folder;

    @BeforeEach
    void createDatabase() throws SQLException {
        execute(TestPostgres.options().jdbcUrl(), "CREATE DATABASE " + name);
    }

    @AfterEach
    void dropDatabase() throws SQLException {
        execute(TestPostgres.options().jdbcUrl(), "DROP DATABASE " + name + " WITH (FORCE)");
    }

    @Test
    void anEmptyDatabaseIsMadeReadyAndFoundReadyAgain() {
        open().close();
        try (Database database = open()) {
            database.events().checkWritable();
            assertThat(database.events().lastReceivedAt()).isEmpty();
        }
    }

    @Test
    void severalNodesMayBeTheFirstAtOnce() throws Exception {
        List<Thread> nodes = new java.util.ArrayList<>();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        for (int i = 0; i < 3; i++) {
            Thread node = new Thread(() -> open().close());
            node.setUncaughtExceptionHandler((thread, thrown) -> failure.set(thrown));
            node.start();
            nodes.add(node);
        }
        for (Thread node : nodes) {
            node.join();
        }
        assertThat(failure.get()).isNull();
    }

    @Test
    void aServerThatForgetsIsRefused() throws SQLException {
        execute(url(), "ALTER DATABASE " + name + " SET synchronous_commit = off");

        assertThatThrownBy(this::open)
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("synchronous_commit = off")
                .hasMessageContaining("set it to on");
    }

    @Test
    void aNewerSchemaIsRefused() throws SQLException {
        open().close();
        execute(url(), """
                INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, installed_by, execution_time, success)
                VALUES (99, '99', 'later', 'SQL', 'V99__later.sql', 'test', 1, true)""");

        assertThatThrownBy(this::open)
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("schema version 99")
                .hasMessageContaining("start a newer Ringback");
    }

    @Test
    void refusesADatabaseThatIsBeingFilled() throws SQLException {
        open().close();
        execute(url(), "INSERT INTO migration (id, source, last_event_id) VALUES (1, 'jdbc:sqlite:a.db', 7)");

        assertThatThrownBy(this::open)
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("from jdbc:sqlite:a.db was interrupted: run 'ringback migrate' again");
        assertThatThrownBy(() -> Databases.openForRebuild(new DatabaseOptions(url())))
                .hasMessageContaining("run 'ringback migrate' again");
    }

    @Test
    void eventsFromBeforeForwardingStayAndForwardingBeginsWithNothing() throws SQLException {
        Flyway.configure()
                .dataSource(PostgresConnections.patient(new PostgresOptions(url(), null)))
                .locations("classpath:schema/postgresql")
                .target("7")
                .load()
                .migrate();
        execute(
                url(),
                "CREATE TABLE event_202601 PARTITION OF event FOR VALUES FROM (202601) TO (202602)",
                "INSERT INTO event (id, month, account_sid, sid, digest, kind, source, received_at, method, target, format, payload,"
                        + " arrivals, last_received_at) SELECT nextval('event_id'), 202601, 'AC1', 'CA1', decode(repeat('00', 16), 'hex'),"
                        + " 'call-status', 'callback', 5, 'POST', '/twilio', 'FORM', 'a=b', 1, 5");

        try (Database database = open()) {
            assertThat(database.events().timeline(List.of("AC1"), "CA1", 0, 10)).hasSize(1);
            assertThat(database.forward().mark()).isEmpty();
            assertThat(database.migration().lastEventId()).isEqualTo(1);
            assertThat(database.projections().read(0, 10)).hasSize(1);
            assertThat(database.silences().endingAfter(Instant.EPOCH)).isEmpty();
        }
    }

    @Test
    void theSchemaIsChangedOnlyWhenNoNodeOfAnOlderVersionIsThere() throws SQLException {
        Flyway.configure()
                .dataSource(PostgresConnections.patient(new PostgresOptions(url(), null)))
                .locations("classpath:schema/postgresql")
                .target("8")
                .load()
                .migrate();
        try (Connection older = DriverManager.getConnection(url());
                Statement statement = older.createStatement()) {
            statement.execute("SELECT pg_advisory_lock_shared(" + PostgresLocks.SERVING + ")");

            assertThatThrownBy(this::open)
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("has schema version 8 and is in use: stop every node first");
            assertThatThrownBy(() -> Databases.openBesideServer(new DatabaseOptions(url())))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("'ringback serve' of this version");
            assertThat(DatabaseRows.number(url(), "SELECT count(*) FROM flyway_schema_history WHERE version = '9'"))
                    .isZero();
        }
        open().close();
        Databases.openBesideServer(new DatabaseOptions(url())).close();
    }

    @Test
    void refusesADatabaseThatIsBeingRebuilt() throws SQLException {
        open().close();
        execute(url(), "INSERT INTO rebuild (id) VALUES (1)");

        assertThatThrownBy(this::open)
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("run 'ringback rebuild' again");
        Databases.openForRebuild(new DatabaseOptions(url())).close();
    }

    @Test
    void aRebuildIsRefusedBesideAServerAndAServerBesideARebuild() {
        try (Database server = open()) {
            server.events().checkWritable();
            assertThatThrownBy(() -> Databases.openForRebuild(new DatabaseOptions(url())))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("stop every node first");
        }
        try (Database rebuild = Databases.openForRebuild(new DatabaseOptions(url()))) {
            assertThat(rebuild.projections().newestEvent()).isZero();
            assertThatThrownBy(this::open)
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("is being rebuilt");
        }
    }

    @Test
    void aDatabaseThatIsNotThereIsRefusedWithoutItsPassword() {
        String wrong = url().replace(name, "nowhere") + "&password=secret";

        assertThatThrownBy(() -> Databases.open(new DatabaseOptions(wrong)))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("\"nowhere\" does not exist")
                .hasMessageContaining("create the database")
                .hasMessageNotContaining("secret");
    }

    @Test
    void aServerWhoseConnectionsBrokeIsSeenAgain() throws Exception {
        try (Database server = open()) {
            execute(
                    TestPostgres.options().jdbcUrl(),
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");

            await("presence")
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(DatabaseRows.number(
                                    url(),
                                    "SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = database"
                                            + " WHERE locktype = 'advisory' AND mode = 'ShareLock' AND datname = '"
                                            + name + "'"))
                            .isPositive());
            assertThatThrownBy(() -> Databases.openForRebuild(new DatabaseOptions(url())))
                    .hasMessageContaining("stop every node first");
            // the first to use a connection that broke is told so, and the next gets a new one
            await("writable")
                    .atMost(Duration.ofSeconds(30))
                    .ignoreExceptionsInstanceOf(StorageUnavailableException.class)
                    .untilAsserted(() -> server.events().checkWritable());
        }
    }

    @Test
    void missingRightsAreRefused() throws Exception {
        String role = name + "_role";
        execute(url(), "CREATE ROLE " + role + " LOGIN PASSWORD 'secret'", "REVOKE ALL ON SCHEMA public FROM PUBLIC");
        try {
            Path password = Files.writeString(folder.resolve("password"), "secret\n");
            String as = url().replaceFirst("user=[^&]*", "user=" + role);
            assertThatThrownBy(() -> Databases.open(new DatabaseOptions(as, password)))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("the role " + role + " may not create tables in the database " + name)
                    .hasMessageContaining("GRANT CREATE")
                    .hasMessageNotContaining("secret");
        } finally {
            execute(TestPostgres.options().jdbcUrl(), "DROP ROLE " + role);
        }
    }

    @Test
    void aServerThatCannotBeReachedIsWaitedFor() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread starting = new Thread(
                () -> Databases.open(new DatabaseOptions("jdbc:postgresql://127.0.0.1:" + port + "/postgres"))
                        .close());
        starting.setUncaughtExceptionHandler((thread, thrown) -> failure.set(thrown));
        starting.start();
        starting.join(1_500);
        assertThat(starting.isAlive()).isTrue();
        starting.interrupt();
        starting.join();
        assertThat(failure.get())
                .isInstanceOf(StorageUnavailableException.class)
                .hasMessageContaining("interrupted");
    }

    private Database open() {
        return Databases.open(new DatabaseOptions(url()));
    }

    private String url() {
        return TestPostgres.options().jdbcUrl().replaceFirst("(//[^/]+)/[^?]*", "$1/" + name);
    }

    private static void execute(String url, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
