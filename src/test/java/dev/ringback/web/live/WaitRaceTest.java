package dev.ringback.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.Background;
import dev.ringback.Form;
import dev.ringback.TestCallbacks;
import dev.ringback.TestCaller;
import dev.ringback.TestCaller.Answer;
import dev.ringback.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Waits of a whole server that begin while the event comes. */
@Tag("repeated")
@Timeout(600)
class WaitRaceTest {
    /** Far below the time-out of the waits. */
    private static final Duration SOON = Duration.ofSeconds(20);

    private static final int RACES = Form.pick(300, 3_000, 30_000);
    private static final int HERD = 1_000;

    @TempDir
    Path folder;

    private TestServer server;
    private TestCaller owner;

    @BeforeEach
    void start() {
        server = TestServer.start(folder);
        owner = TestCaller.of(server, TestServer.ACCOUNT);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private CompletableFuture<Answer> wait(int kind, String sid) {
        return switch (kind) {
            case 0 -> owner.get("/ringback/v1/wait/" + sid + "?Until=delivered&Timeout=60");
            case 1 ->
                owner.post(
                        "/ringback/v1/wait",
                        "{\"sids\": [\"" + sid + "\"], \"until\": \"delivered\", \"timeout\": 60}");
            default ->
                owner.get("/2010-04-01/Accounts/" + TestServer.ACCOUNT.sid() + "/Messages/" + sid
                        + ".json?Wait=delivered&Timeout=60");
        };
    }

    private static boolean isReached(Answer answer) {
        return answer.header("X-Ringback-Reached").equals("true") || answer.reached();
    }

    @Test
    void anEventThatComesWhileAWaitBeginsIsNotMissed() {
        Random random = new Random(1);
        for (int i = 0; i < RACES; i++) {
            String sid = TestCallbacks.sid("SM");
            int spin = random.nextInt(3_000_000);
            CompletableFuture<Integer> stored = CompletableFuture.supplyAsync(
                    () -> {
                        long began = System.nanoTime();
                        while (System.nanoTime() - began < spin) {
                            Thread.onSpinWait();
                        }
                        return server.post(TestCallbacks.messageStatus(sid, "delivered"))
                                .statusCode();
                    },
                    Background.THREADS);
            CompletableFuture<Answer> answer = wait(i % 3, sid);
            assertThat(answer).as("race " + i).succeedsWithin(SOON);
            assertThat(isReached(answer.join())).as("race " + i).isTrue();
            assertThat(stored.join()).isEqualTo(204);
        }
        owner.awaitWaiting(0);
        assertThat(owner.metric("ringback_waited_resources")).isZero();
    }

    @Test
    void aThousandWhoWaitForTheSameAreAllAnswered() {
        String sid = TestCallbacks.sid("SM");
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        while (answers.size() < HERD) {
            for (int i = 0; i < 100; i++) {
                answers.add(wait(i % 3, sid));
            }
            owner.awaitWaiting(answers.size());
        }
        assertThat(server.post(TestCallbacks.messageStatus(sid, "delivered")).statusCode())
                .isEqualTo(204);
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer).succeedsWithin(SOON);
            assertThat(isReached(answer.join())).isTrue();
        });
        owner.awaitWaiting(0);
        assertThat(owner.metric("ringback_waited_resources")).isZero();
    }
}
