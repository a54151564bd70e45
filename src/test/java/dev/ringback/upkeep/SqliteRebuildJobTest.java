package dev.ringback.upkeep;

import static dev.ringback.TestCallbacks.messageStatus;
import static dev.ringback.TestCallbacks.sid;
import static dev.ringback.upkeep.ReprojectionContract.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.DatabaseRows;
import dev.ringback.TestTraffic;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SqliteRebuildJobTest extends RebuildJobContract {
    @Override
    ProjectedDatabase projected(Path in) {
        return ProjectedSqlite.in(in);
    }

    @Test
    void anEventThatCannotBeStoredMovesNoStateAndIsTold() throws Exception {
        String poison = sid("SM");
        database.events().append(TestTraffic.entries(20, 10, 1, NOW));
        database.events().append(List.of(TestTraffic.entry(messageStatus(poison, "sent"), NOW)));
        DatabaseRows.execute(
                projected.url(),
                "CREATE TRIGGER poison BEFORE INSERT ON message WHEN NEW.sid = '" + poison
                        + "' BEGIN SELECT RAISE(ABORT, 'poison'); END");
        long id = add();

        run(database, () -> false).next();

        assertThat(find(id).result()).endsWith("events; 1 of them could not be projected");
        assertThat(projected.rows().get("message")).noneMatch(row -> row.contains(poison));
    }
}
