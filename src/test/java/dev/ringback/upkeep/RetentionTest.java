package dev.ringback.upkeep;

import static dev.ringback.TestCallbacks.messageStatus;
import static dev.ringback.TestCallbacks.participant;
import static dev.ringback.TestCallbacks.sid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.DatabaseRows;
import dev.ringback.TestAnswers;
import dev.ringback.TestCallbacks;
import dev.ringback.TestTraffic;
import dev.ringback.model.Actor;
import dev.ringback.model.AuditRecord;
import dev.ringback.model.Entry;
import dev.ringback.model.Message;
import dev.ringback.model.SystemEvent;
import dev.ringback.storage.AuditStore;
import dev.ringback.storage.RetentionStore;
import dev.ringback.storage.RetentionStore.Step;
import dev.ringback.storage.jdbi.DatabaseOptions;
import dev.ringback.storage.jdbi.sqlite.SqliteDatabase;
import dev.ringback.storage.jdbi.sqlite.TestSqlite;
import dev.ringback.twilio.callback.Projector;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes, what stays, and that what stays is always what the rest of the log makes. */
@Timeout(300)
class RetentionTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final Duration KEEP = Duration.ofDays(400);
    private static final Instant BEFORE = NOW.minus(KEEP);
    private static final Instant OLD = BEFORE.minusMillis(1);

    @TempDir
    Path folder;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private SqliteDatabase database;

    @BeforeEach
    void open() {
        database = TestSqlite.openFile(options().file());
    }

    /** After each test, whatever it did. */
    @AfterEach
    void theRemainingProjectionsFollowFromTheRemainingLog() throws Exception {
        database.close();
        Map<String, Set<String>> left = DatabaseRows.logAndProjections(file());
        try (SqliteDatabase rebuilding = SqliteDatabase.openForRebuild(options().file())) {
            new Rebuild(rebuilding.projections()).run((done, total) -> {});
        }
        assertThat(DatabaseRows.logAndProjections(file())).isEqualTo(left);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1_000})
    void aResourceGoesWithItsWholeHistoryOnceNothingAboutItArrives(int budget) throws Exception {
        List<Entry> old = TestTraffic.entries(40, 30, 1, OLD);
        List<Entry> young = TestTraffic.entries(40, 30, 2, BEFORE);
        List<Entry> log = new ArrayList<>();
        for (int i = 0; i < Math.max(old.size(), young.size()); i++) {
            log.addAll(old.subList(Math.min(i, old.size()), Math.min(i + 1, old.size())));
            // As if the clock had been stepped: the young stand among the old.
            log.addAll(young.subList(Math.min(i, young.size()), Math.min(i + 1, young.size())));
        }
        append(log);
        SqliteDatabase onlyYoung = TestSqlite.openFile(folder.resolve("young.db"));
        onlyYoung.events().append(young);
        onlyYoung.close();

        deleteAll(budget);

        assertThat(rows(DatabaseRows.MIRROR))
                .isEqualTo(DatabaseRows.of(folder.resolve("young.db"), DatabaseRows.MIRROR));
        assertThat(count("event"))
                .isEqualTo(DatabaseRows.number(folder.resolve("young.db"), "SELECT count(*) FROM event"));
        assertThat(count("event_reference"))
                .isEqualTo(DatabaseRows.number(folder.resolve("young.db"), "SELECT count(*) FROM event_reference"));
    }

    @Test
    void oneYoungEventKeepsAllThatIsOldAboutItsResource() throws Exception {
        String live = sid("SM");
        String gone = sid("SM");
        append(List.of(
                TestTraffic.entry(messageStatus(live, "queued"), OLD.minus(KEEP)),
                TestTraffic.entry(messageStatus(gone, "queued"), OLD.minus(KEEP)),
                TestTraffic.entry(messageStatus(live, "sent"), OLD),
                TestTraffic.entry(messageStatus(gone, "sent"), OLD),
                TestTraffic.entry(messageStatus(live, "delivered"), BEFORE)));

        assertThat(deleteAll(100)).isEqualTo(2);

        assertThat(timeline(live)).isEqualTo(3);
        assertThat(timeline(gone)).isZero();
        assertThat(database.resources().find(Message.class, TestCallbacks.ACCOUNT_SID, gone))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1_000})
    void anAnswerAgesByTwiliosDateWhereverItStandsInTheLog(int budget) throws Exception {
        List<String> gone = new ArrayList<>();
        List<String> kept = new ArrayList<>();
        append(TestTraffic.entries(40, 30, 1, NOW));
        for (int i = 0; i < 20; i++) {
            String old = sid("SM");
            String fresh = sid("SM");
            String alive = sid("SM");
            gone.add(old);
            kept.addAll(List.of(fresh, alive));
            append(List.of(
                    answer(old, OLD.truncatedTo(ChronoUnit.SECONDS)),
                    answer(fresh, BEFORE.plusSeconds(1)),
                    answer(alive, OLD.minus(KEEP)),
                    TestTraffic.entry(messageStatus(alive, "delivered"), NOW)));
        }
        append(List.of(answer(gone.get(0), OLD.truncatedTo(ChronoUnit.SECONDS))));

        assertThat(deleteAll(budget)).isEqualTo(gone.size());

        assertThat(gone).allSatisfy(sid -> assertThat(timeline(sid)).isZero());
        assertThat(kept).allSatisfy(sid -> assertThat(timeline(sid)).isPositive());
    }

    @Test
    void moreAnswersThatStayThanAStepLooksAtHideNoneThatGoes() {
        List<Entry> log = new ArrayList<>();
        for (int i = 0; i < 1_200; i++) {
            String alive = sid("SM");
            log.add(answer(alive, OLD.minus(KEEP)));
            log.add(TestTraffic.entry(messageStatus(alive, "delivered"), NOW));
        }
        String old = sid("SM");
        log.add(answer(old, OLD.minusSeconds(60)));
        append(log);

        assertThat(deleteAll(100)).isEqualTo(1);
        assertThat(timeline(old)).isZero();
    }

    /** What Twilio has answered now about a message that last changed at a moment. */
    private static Entry answer(String sid, Instant changed) {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(changed.atOffset(ZoneOffset.UTC));
        return TestAnswers.message(sid, "delivered")
                .with("date_created", date)
                .with("date_sent", date)
                .with("date_updated", date)
                .askedAt(NOW);
    }

    @Test
    void anOldEventThatCameAgainKeepsItsResource() throws Exception {
        String sid = sid("SM");
        append(List.of(TestTraffic.entry(messageStatus(sid, "sent"), OLD)));
        append(List.of(TestTraffic.entry(messageStatus(sid, "sent"), NOW)));

        assertThat(deleteAll(100)).isZero();

        assertThat(timeline(sid)).isEqualTo(1);
    }

    @Test
    void aReferenceGoesWithItsEventAndNotWithWhatItPointsTo() throws Exception {
        String call = sid("CA");
        String recording = sid("RE");
        append(List.of(
                TestTraffic.entry(TestCallbacks.callStatus(call, "completed", 1, ""), OLD),
                TestTraffic.entry(
                        TestCallbacks.recording(sid("RE"), "completed").with("CallSid", call), OLD),
                TestTraffic.entry(
                        TestCallbacks.recording(recording, "completed").with("CallSid", call), NOW)));

        assertThat(deleteAll(100)).isEqualTo(2);

        // The young recording still stands on the timeline of its old call.
        assertThat(timeline(call)).isEqualTo(1);
        assertThat(count("event_reference")).isEqualTo(1);
    }

    @Test
    void eventsAboutNothingThatIsKeptGoByThemselves() throws Exception {
        String worker = sid("WK");
        for (Instant at : List.of(OLD, NOW)) {
            append(List.of(
                    TestTraffic.entry(task(worker, at), at),
                    TestTraffic.entry(new TestCallbacks().with("Colour", "green " + at), at)));
        }
        append(List.of(TestTraffic.entry(new TestCallbacks().with("Colour", "green " + OLD), NOW)));

        assertThat(deleteAll(100)).isEqualTo(1);

        assertThat(timeline(worker)).isEqualTo(1);
        // one is young, and one came again
        assertThat(DatabaseRows.number(file(), "SELECT count(*) FROM event WHERE " + DatabaseRows.about("")))
                .isEqualTo(2);
    }

    @Test
    void anEventThatArrivesBetweenTheSearchAndTheDeletionKeepsItsResource() throws Exception {
        String sid = sid("SM");
        append(List.of(TestTraffic.entry(messageStatus(sid, "sent"), OLD)));
        AtomicBoolean first = new AtomicBoolean(true);
        RetentionStore interrupted = database.retention(event -> {
            if (first.getAndSet(false)) {
                append(List.of(TestTraffic.entry(messageStatus(sid, "delivered"), NOW)));
            }
            return Projector.references(event);
        });

        Step step = interrupted.deleteSome(BEFORE, 0, 100);

        assertThat(step.events() + step.rows()).isZero();
        assertThat(timeline(sid)).isEqualTo(2);
    }

    @Test
    void aHistoryLongerThanAStepGoesOverSeveral() throws Exception {
        String conference = longConference(1_000);

        assertThat(deleteAll(100)).isEqualTo(1_000);

        assertThat(timeline(conference)).isZero();
        assertThat(count("participant") + count("conference") + count("event_reference"))
                .isZero();
        assertThat(count("expired_history")).isZero();
    }

    /** More than once, because events of a history are found in the order of their digests. */
    @RepeatedTest(5)
    void anEventThatArrivesWhileAHistoryIsBeingDeletedBeginsANewOne() throws Exception {
        String conference = longConference(1_000);
        RetentionStore store = database.retention(Projector::references);
        Step begun = store.deleteSome(BEFORE, 0, 100);
        assertThat(count("expired_history")).isEqualTo(1);
        // so many that the newest would be among them, were it not kept for the end
        while (count("event") > 100) {
            store.deleteSome(BEFORE, begun.afterId(), 100);
        }

        append(List.of(TestTraffic.entry(participant(conference, sid("CA"), "participant-join", 5_000), NOW)));
        deleteAll(100);

        assertThat(timeline(conference)).isEqualTo(1);
        assertThat(count("participant")).isEqualTo(1);
    }

    /** The check after each test finds what is left equal to what the log makes; here that is nothing. */
    @Test
    void aRebuildEndsADeletionThatWasInterrupted() throws Exception {
        longConference(1_000);
        RetentionStore store = database.retention(Projector::references);
        Step begun = store.deleteSome(BEFORE, 0, 100);
        store.deleteSome(BEFORE, begun.afterId(), 100);
        database.close();
        assertThat(count("event")).isEqualTo(900);

        try (SqliteDatabase rebuilding = SqliteDatabase.openForRebuild(options().file())) {
            new Rebuild(rebuilding.projections()).run((done, total) -> {});
        }

        assertThat(count("event") + count("conference") + count("expired_history"))
                .isZero();
    }

    @Test
    void nothingIsDeletedWhenEventsAreKeptForEver() throws Exception {
        append(List.of(TestTraffic.entry(messageStatus(sid("SM"), "sent"), OLD)));
        try (Retention retention = retention(RetentionOptions.forever())) {
            retention.start();
            retention.run();
        }

        assertThat(count("event")).isEqualTo(1);
    }

    @Test
    void itBeginsByItselfAndCounts() throws Exception {
        append(TestTraffic.entries(20, 10, 3, OLD));
        double old = count("event");
        append(TestTraffic.entries(20, 10, 4, NOW));
        try (Retention retention = retention(new RetentionOptions(KEEP))) {
            retention.start();
            await().atMost(Duration.ofMinutes(1)).until(() -> counted("events") == old);
        }

        assertThat(counted("resources")).isPositive();
        assertThat(registry.get("ringback.retention.step").timer().count()).isPositive();
    }

    @Test
    void closingWaitsForOneStepOnly() throws Exception {
        append(TestTraffic.entries(2_000, 500, 5, OLD));
        long events = count("event");
        Retention retention = retention(new RetentionOptions(KEEP));
        retention.start();
        await().atMost(Duration.ofMinutes(1)).until(() -> count("event") < events);
        retention.close();

        long left = count("event");
        assertThat(left).isPositive();
        // and nothing goes on behind it
        append(TestTraffic.entries(1, 1, 6, NOW));
        assertThat(count("event")).isGreaterThan(left);
    }

    @Test
    void oldRecordsOfTheAuditGoAndYoungOnesStay() throws Exception {
        for (int i = 0; i < 250; i++) {
            database.audit().add(audited(OLD));
        }
        database.audit().add(audited(BEFORE));

        retention(new RetentionOptions(KEEP)).run();

        assertThat(database.audit()
                        .newestFirst(AuditStore.Filter.NONE, Long.MAX_VALUE, 10)
                        .items())
                .extracting(AuditRecord::at)
                .containsExactly(BEFORE);
    }

    @Test
    void ourOwnEventsGoWithTheirAge() throws InterruptedException {
        for (Instant at : List.of(OLD, BEFORE)) {
            database.systemEvents()
                    .append(new SystemEvent(0, "key " + at, "kind", null, "subject", at, Map.of(), "", true));
        }

        retention(new RetentionOptions(KEEP)).run();

        assertThat(database.systemEvents().after(0, 10))
                .extracting(SystemEvent::at)
                .containsExactly(BEFORE);
    }

    private static AuditRecord audited(Instant at) {
        return new AuditRecord(0, at, Actor.link(), "silence", "silence 1", 1);
    }

    private double counted(String what) {
        return registry.get("ringback.retention.deleted." + what).counter().count();
    }

    private Retention retention(RetentionOptions options) {
        return new Retention(
                options,
                database.retention(Projector::references),
                database.audit(),
                database.systemEvents(),
                database.leases(),
                new RetentionMetrics(registry),
                Clock.fixed(NOW, ZoneOffset.UTC),
                Duration.ZERO);
    }

    private String longConference(int events) {
        String conference = sid("CF");
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            entries.add(TestTraffic.entry(participant(conference, sid("CA"), "participant-join", i), OLD));
        }
        append(entries);
        return conference;
    }

    private static TestCallbacks task(String worker, Instant at) {
        return new TestCallbacks()
                .with("WorkspaceSid", sid("WS"))
                .with("EventType", "worker.activity.update")
                .with("ResourceSid", worker)
                .with("Timestamp", at.toString());
    }

    /** Returns how many events went. */
    private int deleteAll(int budget) {
        RetentionStore store = database.retention(Projector::references);
        int events = 0;
        long afterId = 0;
        Step step;
        do {
            step = store.deleteSome(BEFORE, afterId, budget);
            afterId = step.afterId();
            events += step.events();
        } while (!step.finished());
        return events;
    }

    private void append(List<Entry> entries) {
        database.events().append(entries);
    }

    private int timeline(String sid) {
        return database.events()
                .timeline(List.of(TestCallbacks.ACCOUNT_SID), sid, 0, 5_000)
                .size();
    }

    private long count(String table) throws Exception {
        return DatabaseRows.number(file(), "SELECT count(*) FROM " + table);
    }

    private Map<String, Set<String>> rows(List<String> tables) throws Exception {
        return DatabaseRows.of(file(), tables);
    }

    private DatabaseOptions options() {
        return DatabaseOptions.of(file());
    }

    private Path file() {
        return folder.resolve("ringback.db");
    }
}
