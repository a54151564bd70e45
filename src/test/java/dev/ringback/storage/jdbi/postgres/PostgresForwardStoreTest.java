package dev.ringback.storage.jdbi.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ringback.storage.Database;
import dev.ringback.storage.ForwardStoreContract;
import dev.ringback.storage.StorageUnavailableException;
import dev.ringback.storage.TestEntries;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PostgresForwardStoreTest extends ForwardStoreContract {
    /** As an append of another node that has taken an id, and is not committed. */
    private static final String SHARE_LOG = "SELECT pg_advisory_xact_lock_shared(%d)".formatted(0x52696e67_00000001L);

    @Override
    protected Database open(Path folder) {
        return TestPostgres.open(folder);
    }

    @Test
    void anAppendThatIsUnderWayIsWaitedFor() throws Exception {
        append(TestEntries.entry(TestEntries.event(account, "SM1")));
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (Connection node = beginAppend()) {
            long id = nextId(node);
            append(TestEntries.entry(TestEntries.event(account, "SM2")));
            Future<Long> settled = threads.submit(() -> database.forward().settledEvent());
            await().until(() -> hasAskedWhoSharesTheLog());
            assertThat(settled).as("the append is not committed").isNotDone();

            node.commit();

            assertThat(settled.get()).isGreaterThan(id);
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void anAppendThatBeginsLaterIsNotWaitedForAndDoesNotWait() throws Exception {
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (Connection first = beginAppend()) {
            long id = nextId(first);
            Future<Long> settled = threads.submit(() -> database.forward().settledEvent());
            await().until(() -> hasAskedWhoSharesTheLog());

            try (Connection second = beginAppend()) {
                assertThat(nextId(second)).isEqualTo(id + 1);
                append(TestEntries.entry(TestEntries.event(account, "SM1")));
                first.rollback();
                assertThat(settled.get()).isEqualTo(id);
                second.rollback();
            }
            assertThat(database.forward().settledEvent()).isEqualTo(id + 2);
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void anAppendThatDoesNotEndIsToldOf() throws SQLException {
        try (Connection node = beginAppend()) {
            nextId(node);
            assertThatThrownBy(() -> database.forward().settledEvent())
                    .isInstanceOf(StorageUnavailableException.class)
                    .hasMessageContaining("under way");
            node.rollback();
        }
    }

    @Test
    void anAppendThatOnlyWaitsForTheLogIsNotWaitedFor() throws Exception {
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (Connection retention = connect();
                Statement statement = retention.createStatement()) {
            retention.setAutoCommit(false);
            statement.execute(SHARE_LOG.replace("_shared", ""));
            Future<?> waiting = threads.submit(() -> append(TestEntries.entry(TestEntries.event(account, "SM1"))));
            await().until(() ->
                    number("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted") == 1);

            assertThat(database.forward().settledEvent()).isZero();

            retention.commit();
            waiting.get();
        } finally {
            threads.shutdown();
        }
        assertThat(database.forward().settledEvent()).isEqualTo(1);
    }

    private static boolean hasAskedWhoSharesTheLog() throws SQLException {
        return number(
                        "SELECT count(*) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND query LIKE '%FROM pg_locks%'"
                                + " AND query LIKE '%virtualtransaction%' AND datname = current_database()")
                > 0;
    }

    private static Connection beginAppend() throws SQLException {
        Connection connection = connect();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(SHARE_LOG);
        }
        return connection;
    }

    private static long nextId(Connection connection) throws SQLException {
        return number(connection, "SELECT nextval('event_id')");
    }

    private static long number(String sql) throws SQLException {
        try (Connection connection = connect()) {
            return number(connection, sql);
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection(TestPostgres.options().jdbcUrl());
    }
}
