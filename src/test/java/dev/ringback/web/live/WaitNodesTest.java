package dev.ringback.web.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.DatabaseRows;
import dev.ringback.TestCallbacks;
import dev.ringback.TestCaller;
import dev.ringback.TestCaller.Answer;
import dev.ringback.TestServer;
import dev.ringback.config.SettingsBuilder;
import dev.ringback.storage.jdbi.postgres.TestPostgres;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes of one PostgreSQL: who waits at one hears of what the other stores. */
@Timeout(180)
class WaitNodesTest {
    private static final Duration AT_ONCE = Duration.ofSeconds(5);
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String LISTENING = "query = 'LISTEN ringback_changes'";
    private static final String NOTIFYING = "query IN ('NOTIFY ringback_changes', 'SET synchronous_commit = off')";

    @TempDir
    Path folder;

    private TestServer one;
    private TestServer other;
    private TestCaller atOne;
    private TestCaller atOther;

    @BeforeEach
    void start() {
        TestPostgres.open(folder).close();
        one = startNode("one");
        other = startNode("other");
        atOne = TestCaller.of(one, TestServer.ACCOUNT);
        atOther = TestCaller.of(other, TestServer.ACCOUNT);
    }

    private TestServer startNode(String name) {
        return TestServer.start(
                folder.resolve(name),
                settings -> SettingsBuilder.builder(settings)
                        .database(TestPostgres.options())
                        .build());
    }

    @AfterEach
    void stop() {
        one.close();
        other.close();
    }

    private static void post(TestServer node, String sid, String status) {
        assertThat(node.post(TestCallbacks.messageStatus(sid, status)).statusCode())
                .isEqualTo(204);
    }

    private static CompletableFuture<Answer> wait(TestCaller node, String sid) {
        return node.get("/ringback/v1/wait/" + sid + "?Until=delivered&Timeout=60");
    }

    private static void expectReached(CompletableFuture<Answer> answer) {
        assertThat(answer).succeedsWithin(AT_ONCE);
        assertThat(answer.join().reached()).isTrue();
        assertThat(answer.join().text("status")).isEqualTo("delivered");
    }

    @Test
    void whatOneNodeStoresWakesWhoWaitsAtTheOther() {
        String sid = TestCallbacks.sid("SM");
        CompletableFuture<Answer> here = wait(atOne, sid);
        CompletableFuture<Answer> there = wait(atOther, sid);
        atOne.awaitWaiting(1);
        atOther.awaitWaiting(1);
        post(one, sid, "sent");
        post(other, sid, "delivered");

        expectReached(here);
        expectReached(there);
    }

    @Test
    void severalMayBeStoredAtDifferentNodes() {
        String first = TestCallbacks.sid("SM");
        String second = TestCallbacks.sid("SM");
        CompletableFuture<Answer> all =
                atOne.post("/ringback/v1/wait", "{\"sids\": [\"" + first + "\", \"" + second + "\"], \"timeout\": 60}");
        atOne.awaitWaiting(1);
        post(other, second, "delivered");
        assertThat(all).isNotDone();
        post(one, first, "delivered");
        assertThat(all).succeedsWithin(AT_ONCE);
        assertThat(all.join().reached()).isTrue();
    }

    @Test
    void aReadAtTwiliosAddressIsWokenToo() {
        String sid = TestCallbacks.sid("SM");
        CompletableFuture<Answer> answer = atOther.get("/2010-04-01/Accounts/" + TestServer.ACCOUNT.sid() + "/Messages/"
                + sid + ".json?Wait=delivered&Timeout=60");
        atOther.awaitWaiting(1);
        post(one, sid, "delivered");
        assertThat(answer).succeedsWithin(AT_ONCE);
        assertThat(answer.join().status()).isEqualTo(200);
        assertThat(answer.join().header("X-Ringback-Reached")).isEqualTo("true");
    }

    @Test
    void whereTheWordOfItIsLostANodeLooksByItself() throws Exception {
        String sid = TestCallbacks.sid("SM");
        CompletableFuture<Answer> answer = wait(atOther, sid);
        atOther.awaitWaiting(1);
        cut(LISTENING, 2);
        post(one, sid, "delivered");
        expectReached(answer);

        String next = TestCallbacks.sid("SM");
        CompletableFuture<Answer> again = wait(atOther, next);
        atOther.awaitWaiting(1);
        cut(NOTIFYING, 1);
        post(one, next, "delivered");
        expectReached(again);
    }

    @Test
    void whoseNodeStopsGoesOnAtTheOther() {
        String sid = TestCallbacks.sid("SM");
        CompletableFuture<Answer> answer = wait(atOne, sid);
        atOne.awaitWaiting(1);

        one.close();

        assertThat(answer).succeedsWithin(SOON);
        assertThat(answer.join().reached()).isFalse();
        CompletableFuture<Answer> again = wait(atOther, sid);
        atOther.awaitWaiting(1);
        post(other, sid, "delivered");
        expectReached(again);
    }

    /** Ends the connections that do so, when as many are there, and waits for their end. */
    private static void cut(String what, int connections) throws SQLException {
        await().atMost(SOON)
                .until(() -> DatabaseRows.number(
                                TestPostgres.options().jdbcUrl(),
                                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND " + what)
                        >= connections);
        DatabaseRows.query(
                TestPostgres.options().jdbcUrl(),
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = current_database() AND "
                        + what);
    }

    /** From before the callback is sent to one node until the answer of the other is there. */
    private Duration measure() {
        String sid = TestCallbacks.sid("SM");
        CompletableFuture<Answer> answer = wait(atOther, sid);
        atOther.awaitWaiting(1);
        long began = System.nanoTime();
        post(one, sid, "delivered");
        expectReached(answer);
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private static Duration median(String how, List<Duration> all) {
        Collections.sort(all);
        Duration median = all.get(all.size() / 2);
        System.out.printf(
                "from a callback at one node to who waits at another, %s: median %d ms, most %d ms of %d%n",
                how, median.toMillis(), all.get(all.size() - 1).toMillis(), all.size());
        return median;
    }

    @Test
    @Tag("timed")
    void aNotificationWakesWithinAHundredMilliseconds() {
        for (int i = 0; i < 20; i++) { // compiles
            measure();
        }
        List<Duration> waited = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            waited.add(measure());
        }
        assertThat(median("by NOTIFY", waited)).isLessThan(Duration.ofMillis(100));
    }

    @Test
    @Tag("timed")
    void withoutANotificationTheNextLookWakesWithinAboutASecond() throws Exception {
        measure();
        List<Duration> waited = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            cut(LISTENING, 2);
            waited.add(measure());
        }
        assertThat(median("without NOTIFY", waited)).isLessThan(Duration.ofMillis(1_500));
    }
}
