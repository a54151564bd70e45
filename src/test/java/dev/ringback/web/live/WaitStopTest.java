package dev.ringback.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.Background;
import dev.ringback.TestCallbacks;
import dev.ringback.TestCaller;
import dev.ringback.TestCaller.Answer;
import dev.ringback.TestServer;
import dev.ringback.config.SettingsBuilder;
import dev.ringback.web.door.ListenAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that stops while clients wait, and one that takes its place. */
@Timeout(120)
class WaitStopTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    /** What requests in flight are given. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    private TestServer start(int port) {
        return TestServer.start(
                folder,
                settings -> SettingsBuilder.builder(settings)
                        .apiListen(new ListenAddress("127.0.0.1", port))
                        .build());
    }

    private static String message(String sid) {
        return "/2010-04-01/Accounts/" + TestServer.ACCOUNT.sid() + "/Messages/" + sid
                + ".json?Wait=delivered&Timeout=60";
    }

    @Test
    void fiveHundredWhoWaitAreAnsweredAtOnceAndTheServerIsSoonGone() {
        TestServer server = start(0);
        TestCaller owner = TestCaller.of(server, TestServer.ACCOUNT);
        String known = TestCallbacks.sid("SM");
        server.post(TestCallbacks.messageStatus(known, "sent"));
        List<CompletableFuture<Answer>> waits = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Stream.generate(() -> owner.get("/ringback/v1/wait/" + TestCallbacks.sid("SM") + "?Timeout=60"))
                    .limit(97)
                    .forEach(waits::add);
            waits.add(owner.get(message(known)));
            waits.add(owner.post("/ringback/v1/wait", "{\"sids\": [\"" + known + "\"], \"until\": \"delivered\"}"));
            waits.add(owner.get("/ringback/v1/wait/" + known + "?Timeout=60"));
            owner.awaitWaiting(waits.size());
        }

        long began = System.nanoTime();
        server.close();

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(GRACE.minusSeconds(2));
        assertThat(waits).hasSize(500).allSatisfy(wait -> {
            assertThat(wait).succeedsWithin(SOON);
            assertThat(wait.join().status()).isEqualTo(200);
            assertThat(wait.join().header("Connection")).isEqualTo("close");
            assertThat(wait.join().body())
                    .satisfiesAnyOf(
                            body -> assertThat(body).contains("\"reached\":false"),
                            body -> assertThat(wait.join().header("X-Ringback-Reached"))
                                    .isEqualTo("false"));
        });
    }

    @Test
    void aClientThatAsksAgainHearsOfItFromTheServerThatComesNext() throws IOException {
        int port = freePort();
        String sid = TestCallbacks.sid("SM");
        TestServer first = start(port);
        TestCaller owner = TestCaller.of(first, TestServer.ACCOUNT);
        first.post(TestCallbacks.messageStatus(sid, "sent"));
        List<CompletableFuture<Answer>> clients = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> askUntilReached(owner, sid), Background.THREADS))
                .limit(20)
                .toList();
        owner.awaitWaiting(20);

        first.close();
        try (TestServer next = start(port)) {
            TestCaller.of(next, TestServer.ACCOUNT).awaitWaiting(20);
            next.post(TestCallbacks.messageStatus(sid, "delivered"));
            assertThat(clients).allSatisfy(client -> {
                assertThat(client).succeedsWithin(SOON);
                assertThat(client.join().text("status")).isEqualTo("delivered");
            });
        }
    }

    /** What any client does: asks again, and where nobody answers too. */
    private static Answer askUntilReached(TestCaller caller, String sid) {
        while (true) {
            try {
                Answer answer = caller.get("/ringback/v1/wait/" + sid + "?Until=delivered&Timeout=60")
                        .join();
                assertThat(answer.status()).isIn(200, 503);
                if (answer.status() == 200 && answer.reached()) {
                    return answer;
                }
            } catch (CompletionException notThere) {
                assertThat(notThere).hasCauseInstanceOf(IOException.class);
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
