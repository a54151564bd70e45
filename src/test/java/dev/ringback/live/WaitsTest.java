package dev.ringback.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ringback.Background;
import dev.ringback.Form;
import dev.ringback.TestCallbacks;
import dev.ringback.TestTraffic;
import dev.ringback.model.Entry;
import dev.ringback.model.LoggedEvent;
import dev.ringback.model.Resource;
import dev.ringback.storage.EventPosition;
import dev.ringback.storage.StorageUnavailableException;
import dev.ringback.storage.jdbi.sqlite.SqliteDatabase;
import dev.ringback.storage.jdbi.sqlite.TestSqlite;
import dev.ringback.twilio.rest.TwilioException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Waits before a real database, whose log a real thread reads: nothing that happens meanwhile is missed, and nothing stays behind. */
@Tag("repeated")
@Timeout(300)
class WaitsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final List<String> ACCOUNT = List.of(TestCallbacks.ACCOUNT_SID);

    /** Much longer than any wait here should last. */
    private static final Duration LONG = Duration.ofSeconds(100);

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int RACES = Form.pick(1_000, 10_000, 100_000);

    @TempDir
    Path folder;

    private SqliteDatabase database;
    private CountedResources resources;
    private Waits waits;
    private LogTail tail;

    @BeforeEach
    void open() {
        database = TestSqlite.open(folder);
        resources = new CountedResources(database.resources());
        waits = new Waits(resources, 10_000);
        tail = new LogTail(database.log(), List.of(waits));
        waits.wakes(tail::wake);
        tail.start();
    }

    @AfterEach
    void close() {
        tail.close();
        database.close();
    }

    private CompletableFuture<Optional<Resource>> begin(String sid, String until) {
        return waits.await(ACCOUNT, sid, Until.parse("Until", until, sid), LONG);
    }

    private static Entry entry(String sid, String status) {
        return TestTraffic.entry(TestCallbacks.messageStatus(sid, status), NOW);
    }

    private void store(String sid, String status) {
        database.events().append(List.of(entry(sid, status)));
    }

    private static String status(CompletableFuture<Optional<Resource>> end) {
        assertThat(end).succeedsWithin(SOON);
        return end.join().map(resource -> resource.progress().status()).orElse("nothing");
    }

    @ParameterizedTest(name = "somebody else waits meanwhile: {0}")
    @ValueSource(booleans = {false, true})
    void anEventThatIsStoredWhileAWaitBeginsIsNotMissed(boolean othersWait) throws Exception {
        Random random = new Random(othersWait ? 1 : 2);
        String never = TestCallbacks.sid("SM");
        CompletableFuture<Optional<Resource>> other = othersWait ? begin(never, "delivered") : null;
        CyclicBarrier both = new CyclicBarrier(2);
        List<String> sids =
                Stream.generate(() -> TestCallbacks.sid("SM")).limit(RACES).toList();
        CompletableFuture<Void> storing = CompletableFuture.runAsync(
                () -> {
                    for (String sid : sids) {
                        meet(both);
                        store(sid, "delivered");
                    }
                },
                Background.THREADS);
        for (String sid : sids) {
            meet(both);
            spin(random.nextInt(2_000_000)); // about as long as a commit takes
            assertThat(status(begin(sid, "delivered"))).isEqualTo("delivered");
        }
        storing.join();
        assertThat(waits.count()).isEqualTo(othersWait ? 1 : 0);
        if (other != null) {
            other.cancel(false);
        }
    }

    private static void meet(CyclicBarrier both) {
        try {
            both.await();
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static void spin(int nanos) {
        long began = System.nanoTime();
        while (System.nanoTime() - began < nanos) {
            Thread.onSpinWait();
        }
    }

    @Test
    void whoLeavesWhileTheEventComesLeavesNothingBehind() {
        Random random = new Random(3);
        for (int i = 0; i < RACES / 5; i++) {
            String sid = TestCallbacks.sid("SM");
            List<CompletableFuture<Optional<Resource>>> ends =
                    Stream.generate(() -> begin(sid, "delivered")).limit(3).toList();
            CompletableFuture<Void> leaving = CompletableFuture.runAsync(
                    () -> {
                        spin(random.nextInt(2_000_000));
                        ends.get(0).cancel(false);
                        ends.get(1).complete(Optional.empty());
                    },
                    Background.THREADS);
            store(sid, "delivered");
            assertThat(status(ends.get(2))).isEqualTo("delivered");
            leaving.join();
        }
        assertThat(waits.count()).isZero();
        assertThat(waits.isListening()).isFalse();
    }

    @Test
    void aThousandWhoWaitForOneResourceCostOneReadForTheEventThatEndsTheWait() {
        String sid = TestCallbacks.sid("SM");
        List<CompletableFuture<Optional<Resource>>> ends =
                Stream.generate(() -> begin(sid, "delivered")).limit(1_000).toList();
        awaitReading();
        int before = resources.reads();

        store(sid, "queued");
        store(sid, "sent");
        store(sid, "sending");
        assertThat(ends).noneMatch(CompletableFuture::isDone);
        store(sid, "delivered");

        assertThat(ends).allSatisfy(end -> assertThat(status(end)).isEqualTo("delivered"));
        assertThat(resources.reads() - before).isEqualTo(1);
        assertThat(waits.count()).isZero();
    }

    /** Their callbacks tell more than one thing, so that the mirror has to tell what they come to. */
    @Test
    void eventsOfCallsAreLookedForInTheMirror() {
        String sid = TestCallbacks.sid("CA");
        CompletableFuture<Optional<Resource>> end = begin(sid, "terminal");
        awaitReading();
        int before = resources.reads();

        database.events()
                .append(List.of(TestTraffic.entry(
                        TestCallbacks.callStatus(sid, "ringing", 0, "Thu, 01 Jan 2026 12:00:00 +0000"), NOW)));
        await().atMost(SOON).until(() -> resources.reads() > before);
        assertThat(end).isNotDone();
        database.events()
                .append(List.of(TestTraffic.entry(
                        TestCallbacks.callStatus(sid, "completed", 1, "Thu, 01 Jan 2026 12:00:05 +0000"), NOW)));

        assertThat(status(end)).isEqualTo("completed");
    }

    /** What has been missed cannot come any more, so the wait is over. */
    @Test
    void aStepThatLeadsElsewhereEndsAWaitToo() {
        String sid = TestCallbacks.sid("SM");
        CompletableFuture<Optional<Resource>> end = begin(sid, "delivered");
        store(sid, "failed");
        assertThat(status(end)).isEqualTo("failed");
    }

    /** Twilio may invent statuses, and spell those that there are differently. */
    @ParameterizedTest
    @ValueSource(strings = {"DELIVERED", "Delivered"})
    void aStepInOtherLettersEndsAWaitToo(String spelling) {
        String sid = TestCallbacks.sid("SM");
        CompletableFuture<Optional<Resource>> end = begin(sid, "delivered");
        store(sid, "invented");
        store(sid, spelling);
        assertThat(status(end)).isEqualToIgnoringCase("delivered");
    }

    /** While somebody waits: returns when the log is read from its end on. The first event may be found by the look that comes before that. */
    private void awaitReading() {
        for (int i = 0; i < 2; i++) {
            String sid = TestCallbacks.sid("SM");
            CompletableFuture<Optional<Resource>> end = begin(sid, "sent");
            store(sid, "sent");
            assertThat(status(end)).isEqualTo("sent");
        }
    }

    @Test
    void eventsAboutWhatNobodyWaitsForCostNoRead() {
        String sid = TestCallbacks.sid("SM");
        CompletableFuture<Optional<Resource>> end = begin(sid, "sent");
        awaitReading();
        int before = resources.reads();

        for (int i = 0; i < 50; i++) {
            store(TestCallbacks.sid("SM"), "sent");
        }
        store(sid, "sent");

        assertThat(status(end)).isEqualTo("sent");
        assertThat(resources.reads() - before).isEqualTo(1);
    }

    @Test
    void twoThousandResourcesMayBeWaitedFor() {
        List<String> sids =
                Stream.generate(() -> TestCallbacks.sid("SM")).limit(2_000).toList();
        List<CompletableFuture<Optional<Resource>>> ends =
                sids.stream().map(sid -> begin(sid, "terminal")).toList();
        assertThat(waits.count()).isEqualTo(2_000);
        List<String> shuffled = new ArrayList<>(sids);
        Collections.shuffle(shuffled, new Random(4));
        for (int i = 0; i < shuffled.size(); i += 100) {
            database.events()
                    .append(shuffled.subList(i, i + 100).stream()
                            .map(sid -> entry(sid, "undelivered"))
                            .toList());
        }
        assertThat(ends).allSatisfy(end -> assertThat(status(end)).isEqualTo("undelivered"));
        assertThat(waits.count()).isZero();
    }

    @Test
    void aResourceIsFoundInTheAccountThatHasIt() {
        String sid = TestCallbacks.sid("SM");
        CompletableFuture<Optional<Resource>> both = waits.await(
                List.of("AC00000000000000000000000000000009", TestCallbacks.ACCOUNT_SID),
                sid,
                Until.parse("Until", "sent", sid),
                LONG);
        CompletableFuture<Optional<Resource>> stranger = waits.await(
                List.of("AC00000000000000000000000000000009"), sid, Until.parse("Until", "sent", sid), LONG);
        store(sid, "sent");

        assertThat(status(both)).isEqualTo("sent");
        assertThat(stranger).isNotDone();
        stranger.cancel(false);
    }

    @Test
    void whoMayReadManyAccountsCostsOneReadForEachEventToo() {
        String sid = TestCallbacks.sid("SM");
        List<String> accounts = new ArrayList<>(
                Stream.generate(() -> TestCallbacks.sid("AC")).limit(500).toList());
        accounts.add(250, TestCallbacks.ACCOUNT_SID);
        CompletableFuture<Optional<Resource>> end =
                waits.await(accounts, sid, Until.parse("Until", "delivered", sid), LONG);
        awaitReading();
        int before = resources.reads();

        store(sid, "sent");
        store(sid, "delivered");

        assertThat(status(end)).isEqualTo("delivered");
        assertThat(resources.reads() - before).isEqualTo(1);
    }

    @Test
    void beyondTheLimitNobodyWaitsUntilSomebodyLeaves() {
        Waits few = new Waits(database.resources(), 2);
        String sid = TestCallbacks.sid("SM");
        Until until = Until.parse("Until", "sent", sid);
        CompletableFuture<Optional<Resource>> first = few.await(ACCOUNT, sid, until, LONG);
        CompletableFuture<Optional<Resource>> unused = few.await(ACCOUNT, sid, until, LONG);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> few.await(ACCOUNT, sid, until, LONG))
                    .isInstanceOf(TwilioException.class)
                    .hasMessage("Too Many Requests: 2 resources are waited for, as many as may be at once");
            assertThat(few.count()).isEqualTo(2);
        }
        first.cancel(false);
        assertThat(few.await(ACCOUNT, sid, until, LONG)).isNotDone();
        assertThat(few.count()).isEqualTo(2);
        few.end();
        assertThat(few.count()).isZero();
    }

    @Test
    void aWaitThatCannotLookIsRefusedAndLeavesNothingBehind() {
        String sid = TestCallbacks.sid("SM");
        for (RuntimeException failure : List.of(
                new StorageUnavailableException("the database is away"), new IllegalStateException("a defect"))) {
            resources.failOnce(failure);
            assertThatThrownBy(() -> begin(sid, "sent")).isSameAs(failure);
            assertThat(waits.count()).isZero();
        }
    }

    @Test
    void anEventThatCannotBeLookedAtIsLookedAtAgain() {
        for (int i = 0; i < 3; i++) {
            String sid = TestCallbacks.sid("SM");
            CompletableFuture<Optional<Resource>> end = begin(sid, "delivered");
            awaitReading();
            resources.failOnce(new StorageUnavailableException("the database is away"));
            store(sid, "delivered");
            assertThat(status(end)).isEqualTo("delivered");
            assertThat(resources.hasFailed()).isTrue();
        }
    }

    @Test
    void theFirstLookAfterNobodyWaitedIsRepeatedWhereItFails() {
        for (int i = 0; i < 5; i++) {
            String sid = TestCallbacks.sid("SM");
            Waits alone = new Waits(resources, 10);
            try (LogTail another = new LogTail(database.log(), List.of(alone))) {
                // It enters before the thread reads for the first time, which then finds the event behind it.
                CompletableFuture<Optional<Resource>> end =
                        alone.await(ACCOUNT, sid, Until.parse("Until", "sent", sid), LONG);
                store(sid, "sent");
                resources.failOnce(new StorageUnavailableException("the database is away"));
                another.start();
                assertThat(status(end)).isEqualTo("sent");
                assertThat(resources.hasFailed()).isTrue();
            }
        }
    }

    @Test
    void aDefectOfTheFirstLookIsNotRepeatedForEver() {
        String sid = TestCallbacks.sid("SM");
        Waits alone = new Waits(resources, 10);
        try (LogTail another = new LogTail(database.log(), List.of(alone))) {
            CompletableFuture<Optional<Resource>> end =
                    alone.await(ACCOUNT, sid, Until.parse("Until", "delivered", sid), LONG);
            resources.failOnce(new IllegalStateException("a defect"));
            another.start();
            await().atMost(SOON).until(resources::hasFailed);
            store(sid, "delivered");
            assertThat(status(end)).isEqualTo("delivered");
        }
    }

    @Test
    void whoWaitsWhenAllEndsIsToldAtOnceAndWhoComesLaterToo() {
        String sid = TestCallbacks.sid("SM");
        List<CompletableFuture<Optional<Resource>>> ends =
                Stream.generate(() -> begin(sid, "delivered")).limit(100).toList();
        waits.end();
        assertThat(ends).allSatisfy(end -> assertThat(end).isCompletedWithValue(Optional.empty()));
        assertThat(waits.isEnded()).isTrue();
        assertThat(begin(sid, "delivered")).isCompletedWithValue(Optional.empty());
        store(sid, "delivered");
        assertThat(status(begin(sid, "delivered"))).isEqualTo("delivered");
        assertThat(waits.count()).isZero();
    }

    @Test
    void whoBeginsWhileAllEndsIsEndedToo() {
        for (int i = 0; i < RACES / 5; i++) {
            Waits ending = new Waits(database.resources(), 10);
            String sid = TestCallbacks.sid("SM");
            CompletableFuture<Void> end = CompletableFuture.runAsync(ending::end, Background.THREADS);
            CompletableFuture<Optional<Resource>> wait =
                    ending.await(ACCOUNT, sid, Until.parse("Until", "sent", sid), LONG);
            end.join();
            assertThat(wait).isCompletedWithValue(Optional.empty());
            assertThat(ending.count()).isZero();
        }
    }

    @Test
    void aTimeOutEndsAWaitWithNothing() {
        String sid = TestCallbacks.sid("SM");
        Until until = Until.parse("Until", "delivered", sid);
        assertThat(waits.await(ACCOUNT, sid, until, Duration.ZERO)).isCompletedWithValue(Optional.empty());
        assertThat(waits.await(ACCOUNT, sid, until, Duration.ofMillis(20))).succeedsWithin(SOON);
        store(sid, "delivered");
        assertThat(status(waits.await(ACCOUNT, sid, until, Duration.ZERO))).isEqualTo("delivered");
        assertThat(waits.count()).isZero();
    }

    @Test
    void whileNobodyWaitsTheLogIsNotRead() {
        List<LoggedEvent> heard = Collections.synchronizedList(new ArrayList<>());
        LogTail.Listener deaf = new LogTail.Listener() {
            @Override
            public boolean isListening() {
                return waits.isListening();
            }

            @Override
            public void heard(List<LoggedEvent> events, EventPosition upTo) {
                heard.addAll(events);
            }

            @Override
            public void jumped(EventPosition to) {
                heard.clear();
            }
        };
        try (LogTail another = new LogTail(database.log(), List.of(deaf))) {
            another.start();
            for (int i = 0; i < 20; i++) {
                store(TestCallbacks.sid("SM"), "sent");
            }
            assertThat(heard).isEmpty();
            String sid = TestCallbacks.sid("SM");
            CompletableFuture<Optional<Resource>> end = begin(sid, "sent");
            another.wake();
            store(sid, "sent");
            assertThat(status(end)).isEqualTo("sent");
            assertThat(heard).hasSizeLessThanOrEqualTo(1);
        }
    }
}
