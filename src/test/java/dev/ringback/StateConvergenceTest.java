package dev.ringback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.ingest.StoredRequests;
import dev.ringback.model.Entry;
import dev.ringback.model.EventKind;
import dev.ringback.model.EventSource;
import dev.ringback.storage.Database;
import dev.ringback.storage.jdbi.DatabaseOptions;
import dev.ringback.storage.jdbi.Databases;
import dev.ringback.storage.jdbi.sqlite.SqliteDatabase;
import dev.ringback.storage.jdbi.sqlite.TestSqlite;
import dev.ringback.twilio.callback.ResourceKind;
import dev.ringback.upkeep.Rebuild;
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
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same events in any order, with any repetition and in any grouping, end in the same rows. */
class StateConvergenceTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    private static final String PAYLOADS =
            "SELECT sid, hex(digest), kind, payload, target FROM event JOIN subject ON subject.id = subject_id";

    private static final String REFERENCES =
            "SELECT named.sid, about.sid, hex(digest) FROM event_reference JOIN subject AS named ON named.id = event_reference.subject_id"
                    + " JOIN event ON event.id = event_id JOIN subject AS about ON about.id = event.subject_id";

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
                .contains(EventSource.CALLBACK, EventSource.STREAM, EventSource.RECOVERED, EventSource.API);
        assertThat(entries(1)).anySatisfy(entry -> assertThat(entry.tags()).isNotEmpty());
    }

    /** Appends in groups of any size, and returns all rows of the mirror. */
    private Map<String, Set<String>> store(String name, List<Entry> entries, Random random) throws SQLException {
        Path file = folder.resolve(name + ".db");
        try (SqliteDatabase database = TestSqlite.openFile(file)) {
            for (int from = 0; from < entries.size(); ) {
                int to = Math.min(entries.size(), from + 1 + random.nextInt(200));
                database.events(new StoredRequests()).append(entries.subList(from, to));
                from = to;
            }
        }
        Map<String, Set<String>> rows = rows(file);
        try (Database database = Databases.openForRebuild(DatabaseOptions.of(file))) {
            new Rebuild(database.projections()).run((done, total) -> {});
        }
        assertThat(rows(file)).as("what a rebuild makes").isEqualTo(rows);
        return rows;
    }

    private static Map<String, Set<String>> rows(Path file) throws SQLException {
        Map<String, Set<String>> rows = new TreeMap<>(DatabaseRows.of(file, DatabaseRows.MIRROR));
        rows.put("payloads", DatabaseRows.query("jdbc:sqlite:" + file, PAYLOADS));
        rows.put("references", DatabaseRows.query("jdbc:sqlite:" + file, REFERENCES));
        return rows;
    }

    /** What the REST API answers about what the traffic is about: now and then that it was deleted, or that its body was. */
    private static List<Entry> answers(List<Entry> traffic, long seed) {
        Random random = new Random(seed);
        Set<String> sids = new TreeSet<>();
        traffic.forEach(entry -> sids.add(entry.event().sid()));
        List<Entry> answers = new ArrayList<>();
        for (String sid : sids) {
            Function<String, TestAnswers> answer = answers(sid, random);
            if (answer == null) {
                continue;
            }
            Instant asked = NOW.plusSeconds(random.nextInt(100));
            for (int i = random.nextInt(3); i > 0; i--) {
                String status = List.of("sent", "delivered", "undelivered", "received", "completed", "busy")
                        .get(random.nextInt(6));
                TestAnswers told = answer.apply(status).with("price", "-0.0" + i);
                answers.add(told.askedAt(asked.plusSeconds(i)));
                if (told.kind() == ResourceKind.MESSAGE && random.nextInt(3) == 0) {
                    answers.add(told.with("body", "").askedAt(asked.plusSeconds(i)));
                }
            }
            if (random.nextInt(6) == 0 && answer.apply("sent").kind().isDeletable()) {
                answers.add(answer.apply("sent").deletedAt(asked));
            }
        }
        return answers;
    }

    private static @Nullable Function<String, TestAnswers> answers(String sid, Random random) {
        return switch (sid.isEmpty() ? "" : sid.substring(0, 2)) {
            case "SM", "MM" ->
                random.nextInt(4) == 0
                        ? status -> TestAnswers.media(sid, "ME" + "0".repeat(32))
                        : status -> TestAnswers.message(sid, status);
            case "CA" -> status -> TestAnswers.call(sid, status);
            case "RE" -> status -> TestAnswers.recording(sid, status);
            case "TR" -> status -> TestAnswers.transcription(sid, status);
            case "CF" ->
                random.nextBoolean()
                        ? status -> TestAnswers.participant(sid, "CA" + "1".repeat(32), status)
                        : status -> TestAnswers.conference(sid, status);
            case "NO" -> status -> TestAnswers.alert(sid);
            default -> null;
        };
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
        entries.addAll(answers(entries, seed));
        return entries;
    }
}
