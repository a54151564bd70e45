package dev.ringback.web.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.PostgresServer;
import dev.ringback.TestCallbacks;
import dev.ringback.TestCaller;
import dev.ringback.TestCaller.Answer;
import dev.ringback.TestServer;
import dev.ringback.config.SettingsBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A database that goes while callers wait, and comes back. */
@Timeout(180)
class WaitOutageTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private static String wait(String sid, String query) {
        return "/ringback/v1/wait/" + sid + "?Until=delivered&" + query;
    }

    private static int post(TestServer server, String sid, String status) {
        return server.post(TestCallbacks.messageStatus(sid, status)).statusCode();
    }

    @Test
    void whoWaitsWhilePostgresIsAwayHearsOfItAfterwards() throws Exception {
        try (PostgresServer postgres = PostgresServer.create(folder.resolve("data"));
                TestServer server = TestServer.start(
                        folder,
                        settings -> SettingsBuilder.builder(settings)
                                .database(postgres.options())
                                .build())) {
            TestCaller owner = TestCaller.of(server, TestServer.ACCOUNT);
            String sid = TestCallbacks.sid("SM");
            String another = TestCallbacks.sid("SM");
            assertThat(post(server, sid, "sent")).isEqualTo(204);
            CompletableFuture<Answer> waiting = owner.get(wait(sid, "Timeout=60"));
            CompletableFuture<Answer> ofAnother = owner.get(wait(another, "Timeout=60"));
            CompletableFuture<Answer> brief = owner.get(wait(sid, "Timeout=2"));
            owner.awaitWaiting(3);

            postgres.stopImmediately();

            // Who begins or ends now cannot be told; the others go on waiting.
            Answer begun = owner.get(wait(sid, "Timeout=60")).join();
            assertThat(begun.status()).isEqualTo(503);
            assertThat(brief.join().status()).isEqualTo(503);
            assertThat(waiting).isNotDone();

            postgres.start();
            await().atMost(SOON).until(() -> post(server, sid, "delivered") == 204);
            assertThat(waiting).succeedsWithin(SOON);
            assertThat(waiting.join().reached()).isTrue();
            assertThat(ofAnother).isNotDone();
            assertThat(post(server, another, "delivered")).isEqualTo(204);
            assertThat(ofAnother).succeedsWithin(SOON);
            assertThat(ofAnother.join().reached()).isTrue();
            owner.awaitWaiting(0);
            assertThat(owner.metric("ringback_waited_resources")).isZero();
        }
    }

    @Test
    void aFileThatIsAwayForAMomentLosesNobody() throws Exception {
        try (TestServer server = TestServer.start(folder)) {
            TestCaller owner = TestCaller.of(server, TestServer.ACCOUNT);
            String sid = TestCallbacks.sid("SM");
            assertThat(post(server, sid, "sent")).isEqualTo(204);
            CompletableFuture<Answer> waiting = owner.get(wait(sid, "Timeout=60"));
            owner.awaitWaiting(1);
            Path file = TestServer.database(folder);
            Path away = folder.resolve("away.db");

            Files.move(file, away);
            CompletableFuture<Integer> held = CompletableFuture.supplyAsync(
                    () -> post(server, sid, "delivered"), task -> new Thread(task).start());
            await().atMost(SOON).until(() -> owner.get("/health").join().status() == 503);
            Files.move(away, file);

            assertThat(held.join()).isEqualTo(204);
            assertThat(waiting).succeedsWithin(SOON);
            assertThat(waiting.join().reached()).isTrue();
        }
    }
}
