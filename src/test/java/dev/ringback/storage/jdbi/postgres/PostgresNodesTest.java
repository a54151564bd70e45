package dev.ringback.storage.jdbi.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.DatabaseRows;
import dev.ringback.TestCallbacks;
import dev.ringback.TestTraffic;
import dev.ringback.model.Entry;
import dev.ringback.model.LoggedEvent;
import dev.ringback.storage.Database;
import dev.ringback.storage.EventStore.Appended;
import dev.ringback.storage.jdbi.mirror.MirrorTable;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several nodes with one database, each told everything, in an order of its own. */
@Timeout(120)
class PostgresNodesTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final int NODES = 3;

    @TempDir
    Path folder;

    @TempDir
    Path another;

    @Test
    void appendsOfSeveralNodesAtOnceEndInTheSameRowsAsAppendsOneAfterTheOther() throws Exception {
        List<Entry> entries = TestTraffic.entries(60, 30, 5, NOW);
        Map<String, Set<String>> alone;
        try (Database database = TestPostgres.open(another)) {
            entries.forEach(entry -> database.events().append(List.of(entry)));
            alone = rows();
        }
        int distinct = alone.getOrDefault("event", Set.of()).size();

        List<Callable<Integer>> nodes = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(NODES);
        TestPostgres.open(folder).close(); // empties it
        try {
            for (int node = 0; node < NODES; node++) {
                int seed = node;
                nodes.add(() -> appendShuffled(entries, seed));
            }
            int stored = 0;
            for (Future<Integer> node : threads.invokeAll(nodes)) {
                stored += node.get();
            }
            assertThat(stored).as("each event is new to one node only").isEqualTo(distinct);
        } finally {
            threads.shutdown();
        }
        assertThat(rows()).isEqualTo(alone);
        assertThat(DatabaseRows.number(
                        TestPostgres.options().jdbcUrl(), "SELECT count(*) FROM event WHERE arrivals = " + NODES))
                .isEqualTo(distinct);
    }

    /** Tells it in groups of any size; returns how many events were new. */
    private int appendShuffled(List<Entry> entries, int seed) {
        Random random = new Random(seed);
        List<Entry> shuffled = new ArrayList<>(entries);
        Collections.shuffle(shuffled, random);
        int stored = 0;
        try (Database node = TestPostgres.open(folder)) {
            for (int from = 0; from < shuffled.size(); ) {
                int to = Math.min(shuffled.size(), from + 1 + random.nextInt(60));
                stored += Collections.frequency(node.events().append(shuffled.subList(from, to)), Appended.STORED);
                from = to;
            }
        }
        return stored;
    }

    @Test
    void aSecondArrivalIsFoundInAnotherMonth() {
        Entry january = arrival("2026-01-31T23:59:59Z");
        Entry again = arrival("2026-02-01T00:00:01Z");
        try (Database database = TestPostgres.open(folder)) {
            assertThat(database.events().append(List.of(january))).containsExactly(Appended.STORED);
            assertThat(database.events().append(List.of(again))).containsExactly(Appended.REPEATED);
            List<LoggedEvent> timeline = database.events()
                    .timeline(
                            List.of(TestCallbacks.ACCOUNT_SID), january.event().sid(), 0, 10);
            assertThat(timeline).hasSize(1);
            assertThat(timeline.get(0).arrivals()).isEqualTo(2);
            assertThat(timeline.get(0).lastReceivedAt()).isEqualTo(again.event().receivedAt());
        }
    }

    private static Entry arrival(String time) {
        return TestTraffic.entry(TestCallbacks.messageStatus("SM" + "1".repeat(32), "delivered"), Instant.parse(time));
    }

    @Test
    void theFirstOfAMonthMayComeToAllNodesAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(NODES);
        try (Database one = TestPostgres.open(folder);
                Database two = TestPostgres.open(folder);
                Database three = TestPostgres.open(folder)) {
            for (int month = 1; month <= 9; month++) {
                Entry entry = arrival("2031-0" + month + "-01T00:00:00Z");
                List<Callable<List<Appended>>> appends = Stream.of(one, two, three)
                        .<Callable<List<Appended>>>map(
                                node -> () -> node.events().append(List.of(entry)))
                        .toList();
                List<Appended> results = new ArrayList<>();
                for (Future<List<Appended>> result : threads.invokeAll(appends)) {
                    results.addAll(result.get());
                }
                assertThat(Collections.frequency(results, Appended.STORED)).isEqualTo(month == 1 ? 1 : 0);
            }
        } finally {
            threads.shutdown();
        }
    }

    /** All of the log and the mirror, without what differs with the order of arrival. */
    private static Map<String, Set<String>> rows() throws SQLException {
        Map<String, Set<String>> rows = new TreeMap<>();
        for (MirrorTable table : MirrorTable.ALL) {
            rows.put(table.name(), rows("SELECT * FROM " + table.name()));
        }
        rows.put("event", rows("SELECT month, account_sid, sid, digest, kind, payload FROM event"));
        rows.put("event_reference", rows("SELECT account_sid, sid FROM event_reference"));
        rows.put("subject", rows("SELECT * FROM subject"));
        return rows;
    }

    private static Set<String> rows(String sql) throws SQLException {
        return DatabaseRows.query(TestPostgres.options().jdbcUrl(), sql);
    }
}
