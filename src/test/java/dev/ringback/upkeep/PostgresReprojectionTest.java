package dev.ringback.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.DatabaseRows;
import dev.ringback.TestTraffic;
import dev.ringback.storage.Database;
import dev.ringback.storage.ReprojectionStore;
import dev.ringback.storage.ReprojectionStore.Outcome;
import dev.ringback.storage.jdbi.Databases;
import dev.ringback.storage.jdbi.postgres.TestPostgres;
import dev.ringback.twilio.callback.Projector;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PostgresReprojectionTest extends ReprojectionContract {
    @Override
    Database open() {
        return TestPostgres.open(folder);
    }

    @Override
    Database openForRebuild() {
        return Databases.openForRebuild(TestPostgres.options());
    }

    @Override
    String url() {
        return TestPostgres.options().jdbcUrl();
    }

    @Override
    Map<String, Set<String>> rows() throws SQLException {
        List<String> tables = new ArrayList<>(DatabaseRows.MIRROR);
        tables.addAll(List.of("event", "event_reference"));
        Map<String, Set<String>> rows = new TreeMap<>();
        for (String table : tables) {
            rows.put(table, DatabaseRows.query(url(), "SELECT * FROM " + table));
        }
        return rows;
    }

    @Override
    String strayReferences() {
        return "INSERT INTO event_reference (account_sid, sid, event_id) SELECT subject.account_sid, subject.sid, event.id"
                + " FROM (SELECT *, row_number() OVER (ORDER BY sid) AS number FROM subject) AS subject JOIN event ON number = event.id % 40"
                + " WHERE event.id % 5 = 0 ON CONFLICT DO NOTHING";
    }

    @Test
    void itWaitsUntilTheNodesOfOlderVersionsHaveStopped() throws Exception {
        append(database, TestTraffic.entries(20, 10, 1, NOW));
        Map<String, Set<String>> right = rows();
        Database older = Databases.open(TestPostgres.options());
        older.reprojection(Projector.VERSION).begin();
        spoil();
        ReprojectionStore newer = database.reprojection(Projector.VERSION + 1);
        assertThat(newer.begin().current()).isFalse();

        assertThat(newer.step(10, false, new EventReplay()).outcome()).isEqualTo(Outcome.OLDER_NODE);

        older.close();
        // the server notices a moment later that its connection is gone
        await().atMost(Duration.ofSeconds(30))
                .until(() -> newer.step(10, false, new EventReplay()).outcome() == Outcome.FINISHED);
        assertThat(rows()).isEqualTo(right);
        assertThat(newer.state().current()).isTrue();
    }
}
