package dev.ringback.upstream.governor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ringback.concurrent.DaemonThreads;
import dev.ringback.storage.AccountBudget;
import dev.ringback.storage.Database;
import dev.ringback.storage.jdbi.sqlite.TestSqlite;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When requests are sent, and in which order. */
class GovernorTest {
    private static final String ACCOUNT = "AC0123456789abcdef0123456789abcdef";
    private static final Duration LONG = Duration.ofSeconds(50);
    private static final Ceilings WIDE = new Ceilings(100, 10_000, Long.MAX_VALUE);

    @TempDir
    Path folder;

    private final ExecutorService workers = Executors.newCachedThreadPool(DaemonThreads.numbered("test-worker"));
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(DaemonThreads.numbered("test-timer"));
    private final List<Governor> opened = new ArrayList<>();
    private Database database;

    @BeforeEach
    void open() {
        database = TestSqlite.open(folder);
    }

    @AfterEach
    void close() {
        opened.forEach(Governor::close);
        timer.shutdownNow();
        workers.shutdownNow();
        database.close();
    }

    private Governor governor(String node, Ceilings ceilings) {
        return governor(node, "credentials", ceilings);
    }

    private Governor governor(String node, String credentials, Ceilings ceilings) {
        Governor governor = new Governor(
                ACCOUNT, credentials, node, ceilings, database.budgets(), workers, timer, new Backoff(new Random(1)));
        opened.add(governor);
        return governor;
    }

    private void learned(int concurrency) {
        database.budgets()
                .change(
                        ACCOUNT,
                        (before, now) -> before.learned(concurrency, concurrency + 1, now.plusSeconds(3_600), 1));
    }

    private static Attempt<String> answered(int attempt, Duration patience) {
        return Attempt.answered("answer", 0);
    }

    @Test
    void aNewAccountIsAskedOneRequestAtATime() throws Exception {
        Governor governor = governor("node", WIDE);
        CountDownLatch ends = new CountDownLatch(1);
        AtomicInteger underWay = new AtomicInteger();
        List<CompletableFuture<String>> answers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            answers.add(governor.submit(Lane.CALLER, LONG, (attempt, patience) -> {
                underWay.incrementAndGet();
                awaits(ends);
                return Attempt.answered("answer", 0);
            }));
        }
        await().until(() -> underWay.get() == 1);
        ends.countDown();
        for (CompletableFuture<String> answer : answers) {
            assertThat(answer.get(30, TimeUnit.SECONDS)).isEqualTo("answer");
        }
    }

    @Test
    void anUrgentLaneGoesFirstAndWaitsForNothingButWhatWasSent() throws Exception {
        learned(1);
        Governor governor = governor("node", WIDE);
        CountDownLatch ends = new CountDownLatch(1);
        List<Lane> order = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger begun = new AtomicInteger();
        List<CompletableFuture<String>> answers = new ArrayList<>();
        answers.add(governor.submit(Lane.DELETION, LONG, (attempt, patience) -> {
            begun.incrementAndGet();
            awaits(ends);
            return Attempt.answered("answer", 0);
        }));
        await().until(() -> begun.get() == 1);
        for (Lane lane : List.of(Lane.DELETION, Lane.BACKFILL, Lane.CALLER, Lane.REPAIR, Lane.CALLER)) {
            answers.add(governor.submit(lane, LONG, (attempt, patience) -> {
                order.add(lane);
                return Attempt.answered("answer", 0);
            }));
        }
        ends.countDown();
        for (CompletableFuture<String> answer : answers) {
            answer.get(30, TimeUnit.SECONDS);
        }
        assertThat(order).containsExactly(Lane.CALLER, Lane.CALLER, Lane.REPAIR, Lane.BACKFILL, Lane.DELETION);
    }

    @Test
    void backgroundLanesLeaveAPlaceForCallers() throws Exception {
        learned(4);
        Governor governor = governor("node", WIDE);
        CountDownLatch ends = new CountDownLatch(1);
        AtomicInteger background = new AtomicInteger();
        for (int i = 0; i < 10; i++) {
            CompletableFuture<String> unused = governor.submit(Lane.BACKFILL, LONG, (attempt, patience) -> {
                background.incrementAndGet();
                awaits(ends);
                return Attempt.answered("answer", 0);
            });
        }
        await().until(() -> background.get() == 3);
        assertThat(governor.submit(Lane.CALLER, LONG, GovernorTest::answered).get(30, TimeUnit.SECONDS))
                .isEqualTo("answer");
        assertThat(background).hasValue(3);
        ends.countDown();
    }

    @Test
    void aRefusedRequestIsSentAgainWhileItsPatienceLasts() throws Exception {
        Governor governor = governor("node", WIDE);
        String answer = governor.submit(
                        Lane.CALLER,
                        LONG,
                        (attempt, patience) -> attempt < 4
                                ? Attempt.refused("refused", null, 0)
                                : Attempt.answered("attempt " + attempt, 0))
                .get(30, TimeUnit.SECONDS);
        assertThat(answer).isEqualTo("attempt 4");
    }

    @Test
    void whoseImpatienceEndsGetsTheLastAnswer() throws Exception {
        Governor governor = governor("node", WIDE);
        String answer = governor.submit(
                        Lane.CALLER,
                        Duration.ofSeconds(2),
                        (attempt, patience) -> Attempt.refused("refused", Duration.ofMinutes(1), 0))
                .get(30, TimeUnit.SECONDS);
        assertThat(answer).isEqualTo("refused");
    }

    @Test
    void whatWasNeverSentSaysWhy() {
        learned(1);
        Governor governor = governor("node", WIDE);
        CountDownLatch ends = new CountDownLatch(1);
        CompletableFuture<String> unused = governor.submit(Lane.CALLER, LONG, (attempt, patience) -> {
            awaits(ends);
            return Attempt.answered("answer", 0);
        });
        assertRefused(
                governor.submit(Lane.CALLER, Duration.ofMillis(300), GovernorTest::answered),
                NoTurnException.Reason.NO_TURN);
        ends.countDown();
    }

    @Test
    void aDayHasNoMoreRequestsThanTheCeiling() throws Exception {
        Governor governor = governor("node", new Ceilings(10, 1_000, 7));
        for (int i = 0; i < 7; i++) {
            governor.submit(Lane.CALLER, LONG, GovernorTest::answered).get(30, TimeUnit.SECONDS);
        }
        assertRefused(governor.submit(Lane.CALLER, LONG, GovernorTest::answered), NoTurnException.Reason.DAY_IS_USED);
    }

    @Test
    void credentialsThatAreRefusedStopEveryNodeUntilTheyChange() throws Exception {
        Governor governor = governor("node", WIDE);
        governor.submit(Lane.CALLER, LONG, GovernorTest::answered).get(30, TimeUnit.SECONDS);
        governor.stop(401, Duration.ofHours(1));
        assertRefused(governor.submit(Lane.REPAIR, LONG, GovernorTest::answered), NoTurnException.Reason.STOPPED);
        assertRefused(
                governor("other", WIDE).submit(Lane.REPAIR, LONG, GovernorTest::answered),
                NoTurnException.Reason.STOPPED);
        assertThat(governor("new", "other credentials", WIDE)
                        .submit(Lane.REPAIR, LONG, GovernorTest::answered)
                        .get(30, TimeUnit.SECONDS))
                .isEqualTo("answer");
    }

    @Test
    void anIdleNodeGivesItsShareBack() throws Exception {
        Governor governor = governor("node", new Ceilings(10, 1_000, 1_000));
        governor.submit(Lane.CALLER, LONG, GovernorTest::answered).get(30, TimeUnit.SECONDS);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            AccountBudget budget = database.budgets().find(ACCOUNT).orElseThrow();
            assertThat(budget.shares()).isEmpty();
            assertThat(budget.used()).isEqualTo(1);
        });
    }

    @Test
    void whoWaitsWhenTheServerStopsIsToldSo() {
        learned(1);
        Governor governor = governor("node", WIDE);
        CountDownLatch ends = new CountDownLatch(1);
        CompletableFuture<String> unused = governor.submit(Lane.CALLER, LONG, (attempt, patience) -> {
            awaits(ends);
            return Attempt.answered("answer", 0);
        });
        CompletableFuture<String> waits = governor.submit(Lane.CALLER, LONG, GovernorTest::answered);
        governor.close();
        assertRefused(waits, NoTurnException.Reason.CLOSED);
        assertRefused(governor.submit(Lane.CALLER, LONG, GovernorTest::answered), NoTurnException.Reason.CLOSED);
        ends.countDown();
    }

    @Test
    void withoutTheDatabaseNothingIsSent() {
        Governor governor = governor("node", WIDE);
        database.close();
        assertRefused(governor.submit(Lane.CALLER, LONG, GovernorTest::answered), NoTurnException.Reason.NO_DATABASE);
    }

    @Test
    void aDefectOfACallEndsThatCallAlone() throws Exception {
        Governor governor = governor("node", WIDE);
        CompletableFuture<String> defect = governor.submit(Lane.CALLER, LONG, (attempt, patience) -> {
            throw new IllegalStateException("defect");
        });
        assertThatThrownBy(() -> defect.get(30, TimeUnit.SECONDS)).hasRootCauseMessage("defect");
        assertThat(governor.submit(Lane.CALLER, LONG, GovernorTest::answered).get(30, TimeUnit.SECONDS))
                .isEqualTo("answer");
    }

    private static void assertRefused(CompletableFuture<String> answer, NoTurnException.Reason reason) {
        assertThatThrownBy(() -> answer.get(30, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        NoTurnException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    private static void awaits(CountDownLatch ends) {
        try {
            if (!ends.await(40, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody ended it");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
