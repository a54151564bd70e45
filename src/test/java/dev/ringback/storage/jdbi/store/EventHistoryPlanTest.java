package dev.ringback.storage.jdbi.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.model.EventKind;
import dev.ringback.model.TimeRange;
import dev.ringback.storage.AccountScope;
import dev.ringback.storage.EventQuery;
import dev.ringback.storage.jdbi.sqlite.QueryPlan;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How SQLite finds the events of a list: within a range of ids, in their order, whatever the filter. */
class EventHistoryPlanTest {
    @TempDir
    Path folder;

    static Stream<EventQuery> queries() {
        TimeRange day = new TimeRange(Instant.EPOCH, Instant.EPOCH.plusSeconds(86_400));
        AccountScope one = AccountScope.of(List.of("AC1", "AC2"));
        return Stream.of(
                query(AccountScope.all(), null, TimeRange.ALWAYS),
                query(one, null, TimeRange.ALWAYS),
                query(AccountScope.all(), EventKind.AMD, TimeRange.ALWAYS),
                query(AccountScope.all(), EventKind.UNKNOWN, TimeRange.ALWAYS),
                query(one, EventKind.AMD, day));
    }

    private static EventQuery query(AccountScope scope, @Nullable EventKind kind, TimeRange received) {
        return new EventQuery(scope, kind, Set.of("0100", "0101"), received, 1_000_000, 50);
    }

    @ParameterizedTest
    @MethodSource("queries")
    void aListWalksTheIdsOfOneRange(EventQuery query) throws SQLException {
        QueryPlan plan = new QueryPlan(folder.resolve("ringback.db"));

        assertThat(plan.of(reads -> new JdbiEventHistory(reads, plan.log()).newestFirst(query, event -> true)))
                .startsWith("SEARCH event USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)")
                .contains("SEARCH subject USING INTEGER PRIMARY KEY (rowid=?)")
                .doesNotContain("TEMP B-TREE", "SCAN");
    }
}
