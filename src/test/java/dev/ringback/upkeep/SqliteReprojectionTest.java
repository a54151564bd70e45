package dev.ringback.upkeep;

import static dev.ringback.TestCallbacks.messageStatus;
import static dev.ringback.TestCallbacks.sid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.DatabaseRows;
import dev.ringback.TestTraffic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SqliteReprojectionTest extends ReprojectionContract {
    @Override
    ProjectedDatabase projected(Path in) {
        return ProjectedSqlite.in(in);
    }

    @Test
    void anEventThatCannotBeStoredMovesNoStateAndStopsNothing() throws Exception {
        String poison = sid("SM");
        append(database, TestTraffic.entries(20, 10, 1, NOW));
        append(database, List.of(TestTraffic.entry(messageStatus(poison, "sent").with("CallSid", sid("CA")), NOW)));
        append(database, TestTraffic.entries(20, 10, 2, NOW));
        DatabaseRows.execute(
                url(),
                "CREATE TRIGGER poison BEFORE INSERT ON message WHEN NEW.sid = '" + poison
                        + "' BEGIN SELECT RAISE(ABORT, 'poison'); END");
        Map<String, Set<String>> right = rows();
        spoil();
        try (Reprojection reprojection = reprojection(database)) {
            reprojection.start();
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> reprojection.progress().isEmpty());
        }

        assertThat(rows().get("event_reference")).isEqualTo(right.get("event_reference"));
        assertThat(rows().get("message"))
                .noneMatch(row -> row.contains(poison))
                .hasSize(right.getOrDefault("message", Set.of()).size() - 1);
    }
}
