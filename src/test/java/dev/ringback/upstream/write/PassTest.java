package dev.ringback.upstream.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.CapturedLog;
import dev.ringback.TestClock;
import dev.ringback.model.Actor;
import dev.ringback.model.Digest;
import dev.ringback.model.Entry;
import dev.ringback.model.Event;
import dev.ringback.model.EventKind;
import dev.ringback.model.EventSource;
import dev.ringback.model.JournaledWrite;
import dev.ringback.model.Message;
import dev.ringback.model.MessageBuilder;
import dev.ringback.model.PayloadFormat;
import dev.ringback.model.WriteFate;
import dev.ringback.outbound.RequestContent;
import dev.ringback.storage.AccountScope;
import dev.ringback.storage.AuditTrail;
import dev.ringback.storage.jdbi.sqlite.SqliteDatabase;
import dev.ringback.storage.jdbi.sqlite.TestSqlite;
import dev.ringback.twilio.callback.ResourceKind;
import dev.ringback.upstream.TestMirror;
import dev.ringback.upstream.UpstreamAnswer;
import dev.ringback.upstream.UpstreamException;
import dev.ringback.upstream.UpstreamException.Reason;
import dev.ringback.upstream.UpstreamRequest;
import dev.ringback.upstream.list.ListQuery;
import dev.ringback.upstream.write.WriteOutcome.Result;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Writes on their way to a Twilio that the test plays. */
class PassTest {
    private static final String ACCOUNT_SID = "AC00000000000000000000000000000001";
    private static final String SID = "SM" + "1".repeat(32);

    @TempDir
    Path folder;

    private final TestClock clock = new TestClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final List<UpstreamRequest> sent = new CopyOnWriteArrayList<>();
    private final List<JournaledWrite> unknown = new CopyOnWriteArrayList<>();
    private final List<JournaledWrite> decided = new CopyOnWriteArrayList<>();
    private final List<ListQuery> lists = new CopyOnWriteArrayList<>();
    private volatile boolean isUnaskable;
    private volatile CompletableFuture<Void> ofList = CompletableFuture.completedFuture(null);
    private CompletableFuture<UpstreamAnswer> answer = new CompletableFuture<>();
    private SqliteDatabase database;
    private UnknownWrites unknownWrites;
    private WriteThrough writes;

    @BeforeEach
    void open() {
        database = TestSqlite.open(folder);
        unknownWrites = new UnknownWrites(database, this::list, new Recorded(), clock, Duration.ofMillis(50));
        writes = new WriteThrough(
                database.writes(),
                unknownWrites,
                new AuditTrail(database.audit(), clock),
                clock,
                Duration.ofMillis(-200));
        use(AnsweredWrites.NONE);
    }

    private CompletableFuture<Void> list(ListQuery query, Instant since) {
        lists.add(query);
        if (isUnaskable) {
            throw new IllegalArgumentException("no account of the settings");
        }
        return ofList;
    }

    @AfterEach
    void close() {
        unknownWrites.close();
        database.close();
    }

    private final class Recorded implements UnknownCreates {
        @Override
        public void unknown(JournaledWrite write) {
            unknown.add(write);
        }

        @Override
        public void decided(JournaledWrite write) {
            decided.add(write);
        }
    }

    /** Nobody waits for an answer any more as soon as a write is sent. */
    private void use(AnsweredWrites answeredWrites) {
        writes.use(new WriteThrough.Way(
                request -> {
                    sent.add(request);
                    return answer;
                },
                Duration.ofMillis(100),
                AddedCallbacks.NONE,
                answeredWrites));
    }

    private static Write create() {
        return write(WriteKind.MESSAGE_CREATE, "/Messages.json");
    }

    private static Write create(String form) {
        return write(WriteKind.MESSAGE_CREATE, "/Messages.json", form);
    }

    private static Write write(WriteKind kind, String path) {
        return write(kind, path, "To=%2B14155550101&Body=x");
    }

    private static Write write(WriteKind kind, String path, String form) {
        return new Write(
                kind,
                ACCOUNT_SID,
                "/2010-04-01/Accounts/" + ACCOUNT_SID + path,
                Map.of(),
                "application/x-www-form-urlencoded",
                RequestContent.of(form),
                new Actor(ACCOUNT_SID, "SK1", "writer", null));
    }

    private static UpstreamAnswer created() {
        return answered(201);
    }

    private static UpstreamAnswer answered(int status) {
        String body = "{\"sid\":\"" + SID + "\",\"account_sid\":\"" + ACCOUNT_SID + "\"}";
        return UpstreamAnswer.of(
                status,
                Map.of("content-type", "application/json"),
                body.getBytes(StandardCharsets.UTF_8),
                Instant.parse("2026-03-01T12:00:00Z"),
                Duration.ofMillis(5));
    }

    private List<JournaledWrite> undecided() {
        return database.writes().undecided(10);
    }

    private List<JournaledWrite> listed() {
        return database.writes()
                .newestFirst(AccountScope.all(), null, Long.MAX_VALUE, 10)
                .items();
    }

    @Test
    void aCreateIsOnDiskBeforeItIsSent() {
        writes.use(new WriteThrough.Way(
                request -> {
                    assertThat(undecided()).hasSize(1);
                    return CompletableFuture.completedFuture(created());
                },
                Duration.ofMillis(100),
                AddedCallbacks.NONE,
                AnsweredWrites.NONE));

        assertThat(writes.pass(create()).join().result()).isEqualTo(Result.ANSWERED);
        assertThat(undecided()).isEmpty();
    }

    @Test
    void withoutTheDatabaseNothingIsSent() {
        database.close();

        assertThat(writes.pass(create()).join().result()).isEqualTo(Result.UNAVAILABLE);
        assertThat(sent).isEmpty();
    }

    @Test
    void anAnswerThatCannotBeStoredIsTheCallersAllTheSameAndLoggedOnce() {
        use((write, stored) -> CompletableFuture.failedFuture(new IllegalStateException("no room")));
        answer.complete(created());
        try (CapturedLog log = CapturedLog.of(WriteThrough.class.getName())) {
            for (int i = 0; i < 3; i++) {
                assertThat(writes.pass(create()).join().result()).isEqualTo(Result.ANSWERED);
            }
            assertThat(log.lines()).hasSize(1).first().asString().contains("no room");
        }
    }

    @Test
    void anAnswerWhoseStoringTakesLongIsTheCallersAfterSomeSeconds() {
        use((write, stored) -> new CompletableFuture<>());
        answer.complete(created());

        assertThat(writes.pass(create()))
                .succeedsWithin(10, TimeUnit.SECONDS)
                .satisfies(outcome -> assertThat(outcome.result()).isEqualTo(Result.ANSWERED));
    }

    @ParameterizedTest
    @CsvSource({
        "BUSY, BUSY, BUSY",
        "UNAVAILABLE, UNAVAILABLE, UNAVAILABLE",
        "REFUSED, REFUSED, REFUSED",
        "UNKNOWN, UNKNOWN, UNCERTAIN",
        "UNSAFE, UNKNOWN, UNCERTAIN"
    })
    void whatIsKnownOfARequestDecides(Reason reason, Result ofCreate, Result ofUpdate) {
        answer.completeExceptionally(new UpstreamException(reason, "because"));

        assertThat(writes.pass(create()).join().result()).isEqualTo(ofCreate);
        assertThat(writes.pass(write(WriteKind.MESSAGE_UPDATE, "/Messages/" + SID + ".json"))
                        .join()
                        .result())
                .isEqualTo(ofUpdate);
        assertThat(listed()).hasSize(ofCreate == Result.UNKNOWN ? 1 : 0);
        assertThat(unknown).hasSize(ofCreate == Result.UNKNOWN ? 1 : 0);
        assertThat(sent).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "201, true",
        "400, true",
        "404, true",
        "429, true",
        "408, false",
        "301, false",
        "500, false",
        "502, false"
    })
    void anAnswerIsTheOutcomeWhereItSaysOne(int status, boolean isKnown) {
        answer.complete(answered(status));

        assertThat(writes.pass(create()).join().result()).isEqualTo(isKnown ? Result.ANSWERED : Result.UNKNOWN);
    }

    @Test
    void aWriteOfANodeThatIsNoMoreIsTakenUpAndDecided() {
        CompletableFuture<WriteOutcome> forgotten = writes.pass(create());
        Awaitility.await().until(() -> sent.size() == 1);
        unknownWrites.start();

        Awaitility.await().until(() -> unknown.size() == 1);
        assertThat(listed()).extracting(JournaledWrite::fate).containsExactly(WriteFate.UNKNOWN);
        clock.advance(Duration.ofHours(25));
        Awaitility.await().until(() -> decided.size() == 1);
        assertThat(decided.get(0).fate()).isEqualTo(WriteFate.NOT_SEEN);
        assertThat(forgotten).isNotDone();
        assertThat(sent).hasSize(1);
    }

    @Test
    void twilioIsAskedOnceWhenItsListsHaveCaughtUpAndAgainBeforeAWriteIsGivenUp() {
        CompletableFuture<WriteOutcome> unheard = writes.pass(create());
        Awaitility.await().until(() -> sent.size() == 1);
        unknownWrites.start();
        Awaitility.await().until(() -> unknown.size() == 1);
        clock.advance(Duration.ofMinutes(19));
        Awaitility.await().during(Duration.ofMillis(200)).until(lists::isEmpty);

        clock.advance(Duration.ofMinutes(2));
        Awaitility.await().until(() -> lists.size() == 1);
        clock.advance(Duration.ofHours(23));
        Awaitility.await().during(Duration.ofMillis(200)).until(() -> lists.size() == 1);
        clock.advance(Duration.ofHours(1));

        Awaitility.await().until(() -> decided.size() == 1);
        assertThat(decided.get(0).fate()).isEqualTo(WriteFate.NOT_SEEN);
        assertThat(lists).hasSize(2);
        assertThat(lists.get(0).kind()).isEqualTo(ResourceKind.MESSAGE);
        assertThat(lists.get(0).filters()).containsExactly(new ListQuery.Filter("To", "+14155550101"));
        assertThat(unheard).isNotDone();
    }

    @Test
    void aWriteIsNotGivenUpWhileTwilioCannotBeAsked() {
        ofList = CompletableFuture.failedFuture(new IllegalStateException("Twilio is away"));
        CompletableFuture<WriteOutcome> unheard = writes.pass(create());
        Awaitility.await().until(() -> sent.size() == 1);
        unknownWrites.start();
        Awaitility.await().until(() -> unknown.size() == 1);

        clock.advance(Duration.ofHours(25));
        Awaitility.await().until(() -> lists.size() == 1);
        clock.advance(Duration.ofMinutes(2));
        Awaitility.await().until(() -> lists.size() == 2);
        assertThat(decided).isEmpty();
        assertThat(listed()).extracting(JournaledWrite::fate).containsExactly(WriteFate.UNKNOWN);

        isUnaskable = true;
        clock.advance(Duration.ofMinutes(2));
        Awaitility.await().until(() -> lists.size() == 3);
        assertThat(decided).isEmpty();

        isUnaskable = false;
        ofList = CompletableFuture.completedFuture(null);
        clock.advance(Duration.ofMinutes(2));
        Awaitility.await().until(() -> decided.size() == 1);
        assertThat(decided.get(0).fate()).isEqualTo(WriteFate.NOT_SEEN);
        assertThat(unheard).isNotDone();
    }

    @Test
    void whatAListShowsLaterMakesAWriteCreatedThatWasNotSeen() {
        CompletableFuture<WriteOutcome> unheard = writes.pass(create());
        Awaitility.await().until(() -> sent.size() == 1);
        Entry late = message("w0");
        unknownWrites.start();
        Awaitility.await().until(() -> unknown.size() == 1);
        clock.advance(Duration.ofHours(25));
        Awaitility.await().until(() -> decided.size() == 1);
        assertThat(decided.get(0).fate()).isEqualTo(WriteFate.NOT_SEEN);

        database.events().append(List.of(late));
        clock.advance(Duration.ofHours(2));

        Awaitility.await().until(() -> decided.size() == 2);
        assertThat(decided.get(1).fate()).isEqualTo(WriteFate.CREATED);
        assertThat(unheard).isNotDone();
    }

    @Test
    void aStormOfUnknownWritesCostsOneList() {
        List<CompletableFuture<WriteOutcome>> unheard = IntStream.range(0, 60)
                .mapToObj(i -> writes.pass(create("To=%2B1415555" + (1000 + i) + "&From=%2B14155550100&Body=x")))
                .toList();
        Awaitility.await().until(() -> sent.size() == 60);
        unknownWrites.start();
        Awaitility.await().until(() -> unknown.size() == 60);

        clock.advance(Duration.ofMinutes(21));
        Awaitility.await().until(() -> !lists.isEmpty());
        Awaitility.await().during(Duration.ofMillis(200)).until(() -> lists.size() == 1);
        assertThat(lists.get(0).filters()).extracting(ListQuery.Filter::name).containsExactly("DateSent>", "DateSent<");
        assertThat(unheard).noneMatch(CompletableFuture::isDone);
    }

    /** As a server leaves it that dies between the two. */
    @Test
    void aCallbackThatWasStoredAndNotHeardDecides() {
        CompletableFuture<WriteOutcome> unheard = writes.pass(create());
        Awaitility.await().until(() -> sent.size() == 1);
        unknownWrites.start();
        Awaitility.await().until(() -> unknown.size() == 1);
        String mark = unknown.get(0).write().mark();

        store("XE" + "7".repeat(32), "w1_" + "A".repeat(22));
        store("XE" + "8".repeat(32), mark);

        Awaitility.await().until(() -> decided.size() == 1);
        assertThat(decided.get(0).fate()).isEqualTo(WriteFate.CREATED);
        assertThat(decided.get(0).sid()).isEqualTo("XE" + "8".repeat(32));
        assertThat(unheard).isNotDone();
    }

    @Test
    void whatTheCallbackOfAnotherWriteTellsOfIsNotTakenForItsOwn() {
        database.events().append(List.of(message("w1_" + "A".repeat(22))));
        CompletableFuture<WriteOutcome> unheard = writes.pass(create());
        Awaitility.await().until(() -> sent.size() == 1);
        unknownWrites.start();
        Awaitility.await().until(() -> unknown.size() == 1);

        clock.advance(Duration.ofHours(25));

        Awaitility.await().until(() -> decided.size() == 1);
        assertThat(decided.get(0).fate()).isEqualTo(WriteFate.NOT_SEEN);
        assertThat(unheard).isNotDone();
    }

    private void store(String sid, String mark) {
        database.events().append(List.of(new Entry(event(sid, mark), List.of(), Set.of())));
    }

    private Entry message(String mark) {
        Message message = MessageBuilder.builder(TestMirror.message(1, "sent", clock.instant()))
                .accountSid(ACCOUNT_SID)
                .from(null)
                .body(null)
                .build();
        return new Entry(event(message.sid(), mark), List.of(message), Set.of());
    }

    private Event event(String sid, String mark) {
        return new Event(
                ACCOUNT_SID,
                EventKind.MESSAGE_STATUS,
                sid,
                EventSource.CALLBACK,
                clock.instant(),
                null,
                "POST",
                "/twilio?rb=" + mark,
                PayloadFormat.FORM,
                "MessageStatus=sent&To=%2B14155550101",
                null,
                new Digest(sid.hashCode(), mark.hashCode()),
                null);
    }

    @Test
    void anAnswerThatComesAfterAllEndsTheDoubt() {
        CompletableFuture<WriteOutcome> late = writes.pass(create());
        Awaitility.await().until(() -> sent.size() == 1);
        unknownWrites.start();
        Awaitility.await().until(() -> unknown.size() == 1);

        answer.complete(created());

        assertThat(late.join().result()).isEqualTo(Result.ANSWERED);
        assertThat(decided).hasSize(1);
        assertThat(listed()).isEmpty();
    }

    @Test
    void afterTheEndNothingBeginsAndWhatIsUnderWayEnds() {
        CompletableFuture<WriteOutcome> underWay = writes.pass(create());
        Awaitility.await().until(() -> sent.size() == 1);
        CompletableFuture<Void> closed = CompletableFuture.runAsync(writes::close);
        Awaitility.await().until(() -> writes.pass(create()).join().result() == Result.UNAVAILABLE);
        assertThat(closed).isNotDone();

        answer.complete(created());

        assertThat(closed).succeedsWithin(4, TimeUnit.SECONDS);
        assertThat(underWay.join().result()).isEqualTo(Result.ANSWERED);
    }
}
