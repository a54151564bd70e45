package dev.ringback.storage.jdbi.postgres;

import static dev.ringback.storage.TestEntries.entry;
import static dev.ringback.storage.TestEntries.event;
import static dev.ringback.storage.TestEntries.sid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.model.Entry;
import dev.ringback.storage.ChangeFeed.Change;
import dev.ringback.storage.ChangeFeed.Subscription;
import dev.ringback.storage.ChangeFeedContract;
import dev.ringback.storage.Database;
import dev.ringback.storage.jdbi.Databases;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresChangeFeedTest extends ChangeFeedContract {
    @TempDir
    Path place;

    @Override
    protected Database open(Path folder) {
        return TestPostgres.open(folder);
    }

    @Test
    void aChangeOfAnotherNodeIsHeard() {
        Entry entry = new Entry(event(account, sid("SM")), List.of(), Set.of(sid("CA")));
        try (Database another = Databases.open(TestPostgres.options());
                Subscription subscription = database.changes().listen(heard::addAll)) {
            assertThat(subscription).isNotNull();
            another.events().append(List.of(entry));
            awaitHeard(new Change(account, entry.event().sid()));
            awaitHeard(new Change(account, entry.references().iterator().next()));
        }
    }

    @Test
    void aChangeIsHeardAfterwardsIfTheConnectionWasBroken() throws SQLException {
        try (Database another = Databases.open(TestPostgres.options());
                Subscription subscription = database.changes().listen(heard::addAll)) {
            assertThat(subscription).isNotNull();
            for (int i = 0; i < 5; i++) {
                Entry entry = entry(event(account, sid("SM")));
                breakConnections();
                another.events().append(List.of(entry));
                awaitHeard(new Change(account, entry.event().sid()));
            }
        }
    }

    /** All that wait for a notification. */
    private static void breakConnections() throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(TestPostgres.options().jdbcUrl());
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%ringback_changes%' AND pid <> pg_backend_pid()");
        }
    }
}
