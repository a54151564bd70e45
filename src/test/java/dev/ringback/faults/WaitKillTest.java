package dev.ringback.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.Background;
import dev.ringback.Form;
import dev.ringback.PostgresServer;
import dev.ringback.TestCallbacks;
import dev.ringback.TestCaller;
import dev.ringback.TestCaller.Answer;
import dev.ringback.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} while clients wait: they ask again, the same server or another, and hear of the event. */
@Tag("repeated")
@Timeout(600)
class WaitKillTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int KILLS = Form.pick(1, 5, 50);
    private static final int CLIENTS = 20;

    @TempDir
    Path folder;

    private static TestCaller caller(int apiPort) {
        return TestCaller.at("http://127.0.0.1:" + apiPort, TestCallbacks.ACCOUNT_SID, TestCallbacks.AUTH_TOKEN);
    }

    /** What any client does: asks again, one server after the other, until one of them tells that the state is reached. */
    private static Answer askUntilReached(List<TestCaller> servers, String sid) {
        for (int i = 0; ; i++) {
            try {
                Answer answer = servers.get(i % servers.size())
                        .get("/ringback/v1/wait/" + sid + "?Until=delivered&Timeout=60")
                        .join();
                if (answer.status() == 200 && answer.reached()) {
                    return answer;
                }
            } catch (CompletionException dead) {
                assertThat(dead).hasCauseInstanceOf(IOException.class);
            }
        }
    }

    private static List<CompletableFuture<Answer>> clients(List<TestCaller> servers, String sid) {
        return Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> askUntilReached(servers, sid), Background.THREADS))
                .limit(CLIENTS)
                .toList();
    }

    /** @param signed the port that Twilio was told of */
    private static int post(int port, int signed, String sid, String status) {
        String form = TestCallbacks.messageStatus(sid, status).form();
        String signature = TestServer.sign(
                TestServer.tokenKey(TestCallbacks.AUTH_TOKEN), "http://127.0.0.1:" + signed + "/twilio", form);
        return TestServer.request(signature, "application/x-www-form-urlencoded")
                .body(form.getBytes(StandardCharsets.UTF_8))
                .post("http://127.0.0.1:" + port + "/twilio")
                .statusCode();
    }

    private static void expectReached(List<CompletableFuture<Answer>> clients) {
        assertThat(clients).allSatisfy(client -> {
            assertThat(client).succeedsWithin(SOON);
            assertThat(client.join().text("status")).isEqualTo("delivered");
        });
    }

    @Test
    void whoseServerIsKilledHearsOfItFromTheSameServerAfterItsStart() throws Exception {
        int port = ServeProcess.freePort();
        int apiPort = ServeProcess.freePort();
        TestCaller caller = caller(apiPort);
        ServeProcess.Recipe recipe = new ServeProcess.Recipe(folder.resolve("killed.db"), port)
                .apiPort(apiPort)
                .forManyStarts();
        ServeProcess serve = recipe.start();
        try {
            for (int kill = 0; kill < KILLS; kill++) {
                String sid = TestCallbacks.sid("SM");
                String stored = TestCallbacks.sid("SM");
                assertThat(post(port, port, sid, "sent")).isEqualTo(204);
                List<CompletableFuture<Answer>> clients = clients(List.of(caller), sid);
                List<CompletableFuture<Answer>> ofStored = clients(List.of(caller), stored);
                caller.awaitWaiting(2 * CLIENTS);
                // Some may have heard of this one, and those who have not find it later.
                assertThat(post(port, port, stored, "delivered")).isEqualTo(204);

                serve.kill();
                serve = recipe.start();

                expectReached(ofStored);
                caller.awaitWaiting(CLIENTS);
                assertThat(post(port, port, sid, "delivered")).isEqualTo(204);
                expectReached(clients);
            }
        } finally {
            serve.close();
        }
    }

    @Test
    void whoseNodeIsKilledHearsOfItFromTheOther() throws Exception {
        try (PostgresServer postgres = PostgresServer.create(folder.resolve("data"))) {
            int port = ServeProcess.freePort();
            int otherPort = ServeProcess.freePort();
            int apiPort = ServeProcess.freePort();
            int otherApiPort = ServeProcess.freePort();
            String url = "http://127.0.0.1:" + port + "/twilio";
            String database = postgres.options().jdbcUrl();
            ServeProcess.Recipe recipe = new ServeProcess.Recipe(database, port)
                    .apiPort(apiPort)
                    .publicUrl(url)
                    .forManyStarts();
            ServeProcess node = recipe.start();
            try (ServeProcess other = new ServeProcess.Recipe(database, otherPort)
                    .apiPort(otherApiPort)
                    .publicUrl(url)
                    .forManyStarts()
                    .start()) {
                for (int kill = 0; kill < KILLS; kill++) {
                    String sid = TestCallbacks.sid("SM");
                    List<CompletableFuture<Answer>> clients =
                            clients(List.of(caller(apiPort), caller(otherApiPort)), sid);
                    caller(apiPort).awaitWaiting(CLIENTS);

                    node.kill();

                    caller(otherApiPort).awaitWaiting(CLIENTS);
                    assertThat(post(otherPort, port, sid, "delivered")).isEqualTo(204);
                    expectReached(clients);
                    assertThat(other.isAlive()).isTrue();
                    node = recipe.start();
                }
            } finally {
                node.close();
            }
        }
    }

    @Test
    void whoWaitsAtOneNodeHearsOfWhatTheOtherHasStoredBeforeItWasKilled() throws Exception {
        try (PostgresServer postgres = PostgresServer.create(folder.resolve("data"))) {
            int port = ServeProcess.freePort();
            int otherPort = ServeProcess.freePort();
            int otherApiPort = ServeProcess.freePort();
            String url = "http://127.0.0.1:" + port + "/twilio";
            String database = postgres.options().jdbcUrl();
            ServeProcess.Recipe recipe =
                    new ServeProcess.Recipe(database, port).publicUrl(url).forManyStarts();
            ServeProcess node = recipe.start();
            try (ServeProcess ignored = new ServeProcess.Recipe(database, otherPort)
                    .apiPort(otherApiPort)
                    .publicUrl(url)
                    .forManyStarts()
                    .start()) {
                for (int kill = 0; kill < KILLS; kill++) {
                    String sid = TestCallbacks.sid("SM");
                    List<CompletableFuture<Answer>> clients = clients(List.of(caller(otherApiPort)), sid);
                    caller(otherApiPort).awaitWaiting(CLIENTS);
                    assertThat(post(port, port, sid, "delivered")).isEqualTo(204);
                    node.kill(); // it may have told the other, or not any more
                    expectReached(clients);
                    node = recipe.start();
                }
            } finally {
                node.close();
            }
        }
    }
}
