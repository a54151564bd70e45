package dev.ringback.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.TestTraffic;
import dev.ringback.storage.Database;
import dev.ringback.storage.ReprojectionStore;
import dev.ringback.storage.ReprojectionStore.Outcome;
import dev.ringback.storage.jdbi.Databases;
import dev.ringback.storage.jdbi.postgres.TestPostgres;
import dev.ringback.twilio.callback.Projector;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("long")
class PostgresReprojectionTest extends ReprojectionContract {
    @Override
    ProjectedDatabase projected(Path in) {
        return new ProjectedPostgres(in);
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
