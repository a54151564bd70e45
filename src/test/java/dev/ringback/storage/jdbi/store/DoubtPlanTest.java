package dev.ringback.storage.jdbi.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.model.Call;
import dev.ringback.model.Conference;
import dev.ringback.model.Resource;
import dev.ringback.storage.DoubtStore.Sought;
import dev.ringback.storage.jdbi.sqlite.QueryPlan;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How SQLite finds resources of which an event is missing: by an index that holds no others, however many there are. */
class DoubtPlanTest {
    @TempDir
    Path folder;

    static Stream<Class<? extends Resource>> types() {
        return Stream.of(Call.class, Conference.class);
    }

    @ParameterizedTest
    @MethodSource("types")
    void missingEventsAreFoundByTheirOwnIndex(Class<? extends Resource> type) throws SQLException {
        Sought sought = new Sought("AC1", type, Set.of("completed"), Instant.EPOCH, Instant.EPOCH, true);

        assertThat(new QueryPlan(folder.resolve("ringback.db")).of(JdbiDoubtStore.counting(sought)))
                .contains("USING INDEX " + type.getSimpleName().toLowerCase(Locale.ROOT) + "_gap");
    }
}
