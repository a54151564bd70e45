package dev.ringback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.model.Entry;
import dev.ringback.model.EventKind;
import dev.ringback.model.EventSource;
import dev.ringback.storage.jdbi.sqlite.SqliteDatabase;
import dev.ringback.storage.jdbi.sqlite.TestSqlite;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same events in any order, with any repetition and in any grouping, end in the same rows. */
class StateConvergenceTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shuffledAndDoubledTrafficOfEveryKindEndsInTheSameRows(long seed) throws Exception {
        List<Entry> entries = entries(seed);
        Random random = new Random(seed);
        Map<String, Set<String>> inOrder = store("in-order-" + seed, entries, random);
        assertThat(inOrder.keySet())
                .allSatisfy(table -> assertThat(inOrder.get(table)).as(table).isNotEmpty());

        for (int round = 0; round < 3; round++) {
            List<Entry> shuffled = new ArrayList<>(entries);
            entries.stream().filter(entry -> random.nextInt(3) == 0).forEach(shuffled::add);
            Collections.shuffle(shuffled, random);
            assertThat(store("shuffled-" + seed + "-" + round, shuffled, random))
                    .isEqualTo(inOrder);
        }
    }

    @Test
    void theTrafficHasEveryKindThatChangesState() {
        assertThat(entries(1))
                .extracting(entry -> entry.event().kind())
                .contains(
                        EventKind.MESSAGE_STATUS,
                        EventKind.INBOUND_MESSAGE,
                        EventKind.CALL_STATUS,
                        EventKind.AMD,
                        EventKind.RECORDING,
                        EventKind.TRANSCRIPTION,
                        EventKind.REALTIME_TRANSCRIPTION,
                        EventKind.CONFERENCE,
                        EventKind.PARTICIPANT,
                        EventKind.VIDEO,
                        EventKind.TASKROUTER,
                        EventKind.DEBUGGER);
        assertThat(entries(1))
                .extracting(entry -> entry.event().source())
                .contains(EventSource.CALLBACK, EventSource.STREAM, EventSource.RECOVERED);
        assertThat(entries(1)).anySatisfy(entry -> assertThat(entry.tags()).isNotEmpty());
    }

    /** Appends in groups of any size, and returns all rows of the mirror. */
    private Map<String, Set<String>> store(String name, List<Entry> entries, Random random) throws SQLException {
        Path file = folder.resolve(name + ".db");
        try (SqliteDatabase database = TestSqlite.openFile(file)) {
            for (int from = 0; from < entries.size(); ) {
                int to = Math.min(entries.size(), from + 1 + random.nextInt(200));
                database.events().append(entries.subList(from, to));
                from = to;
            }
        }
        return DatabaseRows.of(file, DatabaseRows.MIRROR);
    }

    /** Simulated traffic, with conflicting witnesses added: final states that contradict each other. */
    private static List<Entry> entries(long seed) {
        List<Entry> entries = new ArrayList<>(TestTraffic.entries(60, 40, seed, NOW));
        for (String status : List.of("failed", "undelivered", "delivered", "canceled", "read", "sent", "novel")) {
            for (String dlr : List.of("", "2601011000", "2601011001")) {
                TestCallbacks callback = TestCallbacks.messageStatus("SM" + "0".repeat(32), status)
                        .with("RawDlrDoneDate", dlr)
                        .with("ErrorCode", status.equals("failed") ? "30003" : "");
                entries.add(TestTraffic.entry(callback, NOW));
            }
        }
        return entries;
    }
}
