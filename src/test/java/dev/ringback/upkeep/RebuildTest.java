package dev.ringback.upkeep;

import static dev.ringback.TestCallbacks.messageStatus;
import static dev.ringback.TestCallbacks.sid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.DatabaseRows;
import dev.ringback.TestTraffic;
import dev.ringback.ingest.GroupCommit;
import dev.ringback.ingest.TestGroupCommit;
import dev.ringback.model.Alert;
import dev.ringback.model.Call;
import dev.ringback.model.Conference;
import dev.ringback.model.Entry;
import dev.ringback.model.Media;
import dev.ringback.model.Message;
import dev.ringback.model.Participant;
import dev.ringback.model.Recording;
import dev.ringback.model.Resource;
import dev.ringback.model.Transcription;
import dev.ringback.storage.ProgressListener;
import dev.ringback.storage.StorageException;
import dev.ringback.storage.jdbi.DatabaseOptions;
import dev.ringback.storage.jdbi.sqlite.SqliteDatabase;
import dev.ringback.storage.jdbi.sqlite.TestSqlite;
import dev.ringback.twilio.callback.CapturedWebhook;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The log is the truth: what is rebuilt from it is what was there. */
class RebuildTest {
    /** The clock is finer than what the log keeps of it. */
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00.123456789Z");

    private static final ProgressListener NOBODY = (done, total) -> {};

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void rebuildOfTrafficOfEveryKindEndsInTheSameRows(long seed) throws Exception {
        store(shuffledAndDoubled(seed));
        Map<String, Set<String>> before = rows();
        assertThat(before)
                .allSatisfy((table, rows) -> assertThat(rows).as(table).isNotEmpty());

        Rebuild.Result result = rebuild(NOBODY);

        assertThat(rows()).isEqualTo(before);
        assertThat(result).isEqualTo(new Rebuild.Result(size(before, "event"), 0));
    }

    @Test
    void repairsDamagedProjections() throws Exception {
        store(shuffledAndDoubled(4));
        Map<String, Set<String>> before = rows();
        DatabaseRows.execute(file(), "DELETE FROM call");
        DatabaseRows.execute(file(), "UPDATE message SET status = 'wrong', position = position + 1000");
        DatabaseRows.execute(file(), "INSERT OR IGNORE INTO event_reference SELECT min(id), 1 FROM subject");
        DatabaseRows.execute(file(), "UPDATE participant SET call_sid = 'CA' || rowid");
        assertThat(rows()).isNotEqualTo(before);

        rebuild(NOBODY);

        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void correctsEventsThatAnOlderVersionTookForMessages() throws Exception {
        store(CapturedWebhook.of("01-conversation-message-added.form").entries());
        store(CapturedWebhook.of("34-inbound-with-message-status.form").entries());
        String sid = "IM49f119806d3b286a594411912c924957";
        DatabaseRows.execute(
                file(),
                "UPDATE event SET subject_id = (SELECT id FROM subject WHERE sid = '" + sid + "') WHERE "
                        + DatabaseRows.about("CHf9f18003f5634951e4f37414feece4f1"));
        DatabaseRows.execute(file(), "DELETE FROM event_reference");
        DatabaseRows.execute(file(), "UPDATE event SET kind = 'inbound-message'");
        DatabaseRows.execute(
                file(),
                "INSERT INTO message (account_sid, sid, position, status, source, direction, date_created, date_updated, last_received_at)"
                        + " SELECT account_sid, '" + sid
                        + "', 0, 'received', 'callback', 'inbound', 1, 1, 1 FROM message");

        rebuild(NOBODY);

        assertThat(rows().get("message")).hasSize(1).noneMatch(row -> row.contains(sid));
        assertThat(rows().get("event"))
                .anyMatch(row -> row.contains("kind=conversation") && row.contains("sid=" + sid));
        assertThat(rows().get("event_reference")).anyMatch(row -> row.contains("CHf9f18003f5634951e4f37414feece4f1"));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 0.9, 1})
    void theDatabaseIsRefusedAfterAnInterruptionUntilTheRebuildIsRunAgain(double share) throws Exception {
        store(TestTraffic.entries(1_500, 600, 1, NOW));
        Map<String, Set<String>> before = rows();

        assertThatThrownBy(() -> rebuild((done, total) -> {
                    if (done >= share * total) {
                        throw new IllegalStateException("killed");
                    }
                }))
                .hasMessage("killed");

        assertThatThrownBy(() -> SqliteDatabase.open(options().file()))
                .isExactlyInstanceOf(StorageException.class)
                .hasMessageContaining("incomplete")
                .hasMessageContaining("ringback rebuild");
        rebuild(NOBODY);
        assertThat(rows()).isEqualTo(before);
        SqliteDatabase.open(options().file()).close();
    }

    @Test
    void aRawEventStaysRawUntilItCanBeProjected() throws Exception {
        String poison = sid("SM");
        store(List.of());
        DatabaseRows.execute(
                file(),
                "CREATE TRIGGER poison BEFORE INSERT ON message WHEN NEW.sid = '" + poison
                        + "' BEGIN SELECT RAISE(ABORT, 'poison'); END");
        try (SqliteDatabase database = TestSqlite.openFile(options().file());
                GroupCommit groupCommit = TestGroupCommit.of(database.events())) {
            groupCommit.start();
            List<Entry> entries = new ArrayList<>(shuffledAndDoubled(5));
            entries.add(3, TestTraffic.entry(messageStatus(poison, "sent").with("CallSid", sid("CA")), NOW));
            // half of its trouble was there before: the text of a problem must not double
            entries.add(4, TestTraffic.entry(messageStatus(poison, "delivered").with("ErrorCode", "many"), NOW));
            groupCommit.submit(entries, Duration.ofMinutes(1)).get();
        }
        Map<String, Set<String>> before = rows();
        assertThat(before.get("event"))
                .filteredOn(row -> row.contains("sid=" + poison))
                .hasSize(2)
                .allMatch(row -> row.contains("could not be projected"));

        assertThat(rebuild(NOBODY).raw()).isEqualTo(2);
        assertThat(rows()).isEqualTo(before);

        DatabaseRows.execute(file(), "DROP TRIGGER poison");
        assertThat(rebuild(NOBODY).raw()).isZero();
        Map<String, Set<String>> mended = rows();
        assertThat(mended.get("event")).isEqualTo(before.get("event"));
        assertThat(mended.get("event_reference")).isEqualTo(before.get("event_reference"));
        assertThat(mended.get("message")).hasSize(size(before, "message") + 1);
    }

    @Test
    void emptyLogIsRebuiltToNothing() throws Exception {
        store(List.of());

        assertThat(rebuild(NOBODY)).isEqualTo(new Rebuild.Result(0, 0));
        assertThat(rows()).allSatisfy((table, rows) -> assertThat(rows).isEmpty());
    }

    @Test
    void progressRunsFromNothingToAll() throws Exception {
        store(TestTraffic.entries(1_500, 600, 1, NOW));
        List<Long> done = new ArrayList<>();
        AtomicLong most = new AtomicLong();

        Rebuild.Result result = rebuild((now, total) -> {
            done.add(now);
            most.set(total);
        });

        assertThat(done).isSorted().hasSizeGreaterThan(2).startsWith(0L).endsWith(most.get());
        assertThat(most).hasValue(result.events());
    }

    @Test
    void thereHasToBeADatabase() {
        assertThatThrownBy(() -> rebuild(NOBODY)).isInstanceOf(StorageException.class);
        assertThat(file()).doesNotExist();
    }

    /** Retention relies on it: all that an event makes stands under the SID the event is about. */
    @Test
    void anEventChangesRowsOfItsOwnSidOnly() {
        assertThat(TestTraffic.entries(200, 100, 6, NOW))
                .allSatisfy(entry -> assertThat(entry.resources()).allSatisfy(resource -> {
                    assertThat(resource.accountSid()).isEqualTo(entry.event().accountSid());
                    assertThat(owner(resource)).isEqualTo(entry.event().sid());
                }));
    }

    private static String owner(Resource resource) {
        if (resource instanceof Media media) {
            return media.messageSid();
        } else if (resource instanceof Participant participant) {
            return participant.conferenceSid();
        } else if (resource instanceof Message message) {
            return message.sid();
        } else if (resource instanceof Call call) {
            return call.sid();
        } else if (resource instanceof Recording recording) {
            return recording.sid();
        } else if (resource instanceof Transcription transcription) {
            return transcription.sid();
        } else if (resource instanceof Conference conference) {
            return conference.sid();
        }
        return ((Alert) resource).sid();
    }

    private static int size(Map<String, Set<String>> rows, String table) {
        return rows.getOrDefault(table, Set.of()).size();
    }

    private static List<Entry> shuffledAndDoubled(long seed) {
        Random random = new Random(seed);
        List<Entry> entries = new ArrayList<>(TestTraffic.entries(60, 40, seed, NOW));
        entries.addAll(entries.subList(0, entries.size() / 3));
        Collections.shuffle(entries, random);
        return entries;
    }

    private void store(List<Entry> entries) {
        try (SqliteDatabase database = TestSqlite.openFile(options().file())) {
            database.events().append(entries);
        }
    }

    private Rebuild.Result rebuild(ProgressListener progress) {
        try (SqliteDatabase database = SqliteDatabase.openForRebuild(options().file())) {
            return new Rebuild(database.projections()).run(progress);
        }
    }

    private Map<String, Set<String>> rows() throws Exception {
        return DatabaseRows.logAndProjections(file());
    }

    private DatabaseOptions options() {
        return DatabaseOptions.of(file());
    }

    private Path file() {
        return folder.resolve("ringback.db");
    }
}
