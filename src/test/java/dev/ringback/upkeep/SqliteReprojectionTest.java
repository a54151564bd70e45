package dev.ringback.upkeep;

import static dev.ringback.TestCallbacks.messageStatus;
import static dev.ringback.TestCallbacks.sid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.DatabaseRows;
import dev.ringback.TestTraffic;
import dev.ringback.storage.Database;
import dev.ringback.storage.jdbi.sqlite.SqliteDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SqliteReprojectionTest extends ReprojectionContract {
    @Override
    Database open() {
        return SqliteDatabase.open(file());
    }

    @Override
    Database openForRebuild() {
        return SqliteDatabase.openForRebuild(file());
    }

    @Override
    String url() {
        return "jdbc:sqlite:" + file();
    }

    @Override
    Map<String, Set<String>> rows() throws SQLException {
        return DatabaseRows.logAndProjections(file());
    }

    @Override
    String strayReferences() {
        return "INSERT INTO event_reference (subject_id, event_id) SELECT subject.id, event.id FROM subject CROSS JOIN event"
                + " WHERE event.id % 5 = 0 AND subject.id = event.id % 40 ON CONFLICT DO NOTHING";
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

    private Path file() {
        return folder.resolve("ringback.db");
    }
}
