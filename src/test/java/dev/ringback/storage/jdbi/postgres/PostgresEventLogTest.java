package dev.ringback.storage.jdbi.postgres;

import static dev.ringback.storage.TestEntries.entry;
import static dev.ringback.storage.TestEntries.event;
import static dev.ringback.storage.TestEntries.sid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ringback.model.LoggedEvent;
import dev.ringback.storage.Database;
import dev.ringback.storage.EventLog.Settled;
import dev.ringback.storage.EventLog.Subscription;
import dev.ringback.storage.EventLogContract;
import dev.ringback.storage.EventPosition;
import dev.ringback.storage.StorageUnavailableException;
import dev.ringback.storage.jdbi.Databases;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PostgresEventLogTest extends EventLogContract {
    private static final Duration SOON = Duration.ofSeconds(20);

    /** As an append of another node that has taken an id, and is not committed. */
    private static final String SHARE_LOG = "SELECT pg_advisory_xact_lock_shared(%d)".formatted(0x52696e67_00000001L);

    @Override
    protected Database open(Path folder) {
        return TestPostgres.open(folder);
    }

    /** As the documentation has it: nobody serves, pg_restore writes what was dumped, and the generation is renewed. */
    @Override
    protected void loseEnd(long lastId) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM event WHERE id > " + lastId);
            statement.execute("SELECT setval('event_id', " + lastId + ")");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        database.generation().renew();
    }

    @Test
    void anEventThatIsCommittedLateIsMetInItsPlace() throws Exception {
        EventPosition reader = log().settled().beginning();
        append(entry(event(account, "SM1")));
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (Connection node = beginAppend()) {
            long late = nextId(node);
            append(entry(event(account, "SM3")));
            Future<Settled> settling = threads.submit(() -> log().settled());
            await().until(PostgresEventLogTest::hasAskedWhoSharesTheLog);
            assertThat(settling).as("the append is not committed").isNotDone();

            insert(node, late);
            node.commit();

            List<LoggedEvent> met = settling.get().after(reader, 10);
            assertThat(met).extracting(logged -> logged.event().sid()).containsExactly("SM1", "SM2", "SM3");
            assertThat(met.get(1).id()).isEqualTo(late);
        } finally {
            threads.shutdown();
        }
    }

    /** Adds an event as another node does, without what follows from it. */
    private void insert(Connection node, long id) throws SQLException {
        try (Statement statement = node.createStatement()) {
            statement.execute("INSERT INTO event SELECT (jsonb_populate_record(event, '{\"id\": " + id
                    + ", \"sid\": \"SM2\"}')).* FROM event WHERE sid = 'SM1'");
        }
    }

    @Test
    void whoBeginsLaterIsNotWaitedForAndDoesNotWait() throws Exception {
        EventPosition reader = log().settled().beginning();
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (Connection first = beginAppend()) {
            long id = nextId(first);
            Future<Settled> settling = threads.submit(() -> log().settled());
            await().until(PostgresEventLogTest::hasAskedWhoSharesTheLog);

            try (Connection second = beginAppend()) {
                assertThat(nextId(second)).isEqualTo(id + 1);
                append(entry(event(account, "SM1")));
                first.rollback();
                Settled settled = settling.get();
                assertThat(settled.after(reader, 10))
                        .as("the second may still add one before")
                        .isEmpty();
                assertThat(settled.end())
                        .as("the id that no event got makes no position")
                        .isEqualTo(reader);
                second.rollback();
            }
            assertThat(log().settled().after(reader, 10))
                    .extracting(LoggedEvent::id)
                    .containsExactly(id + 2);
            assertThat(database.migration().lastEventId()).isEqualTo(id + 2);
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void theLastIdThatWasGivenIsKnownAlsoWhereNoEventHasIt() throws SQLException {
        assertThat(database.migration().lastEventId()).isZero();
        append(entry(event(account, "SM1")));
        try (Connection node = beginAppend()) {
            nextId(node);
            node.rollback();
        }
        assertThat(database.migration().lastEventId()).isEqualTo(2);
        assertThat(log().settled().end().eventId()).isEqualTo(1);
    }

    @Test
    void anAppendThatDoesNotEndIsToldOf() throws SQLException {
        try (Connection node = beginAppend()) {
            nextId(node);
            assertThatThrownBy(() -> log().settled())
                    .isInstanceOf(StorageUnavailableException.class)
                    .hasMessageContaining("under way");
            node.rollback();
        }
    }

    @Test
    void whoOnlyWaitsForTheLogIsNotWaitedFor() throws Exception {
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (Connection retention = connect();
                Statement statement = retention.createStatement()) {
            retention.setAutoCommit(false);
            statement.execute(SHARE_LOG.replace("_shared", ""));
            Future<?> waiting = threads.submit(() -> append(entry(event(account, "SM1"))));
            await().until(() ->
                    number("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted") == 1);

            assertThat(log().settled().end().eventId()).isZero();

            retention.commit();
            waiting.get();
        } finally {
            threads.shutdown();
        }
        assertThat(log().settled().end().eventId()).isEqualTo(1);
    }

    @Test
    void eventsOfAnotherNodeAreHeardAndRead() {
        try (Database another = Databases.open(TestPostgres.options());
                Subscription subscription = log().listen(calls::incrementAndGet)) {
            assertThat(subscription).isNotNull();
            EventPosition reader = log().settled().end();
            int before = calls.get();
            another.events().append(List.of(entry(event(account, sid("SM")))));
            await().atMost(SOON).until(() -> calls.get() > before);
            assertThat(log().settled().after(reader, 10)).hasSize(1);
        }
    }

    @Test
    void aListenerIsCalledAgainAndAgainAlsoWhileItsConnectionBreaks() {
        try (Subscription subscription = log().listen(calls::incrementAndGet)) {
            assertThat(subscription).isNotNull();
            for (int i = 0; i < 3; i++) {
                breakConnections();
                int before = calls.get();
                await().atMost(SOON).until(() -> calls.get() > before + 1);
            }
        }
    }

    /** All that wait for a notification. */
    private static void breakConnections() {
        try {
            number("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE query LIKE '%ringback_changes%'"
                    + " AND pid <> pg_backend_pid()");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
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
