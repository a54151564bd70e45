package dev.ringback.web.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.TestCallbacks;
import dev.ringback.TestCaller;
import dev.ringback.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients that hang up while they wait: nothing of them stays behind. */
@Timeout(120)
class WaitLeaversTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int CLIENTS = 100;

    @TempDir
    Path folder;

    private final Random random = new Random(1);
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

    /** How a client goes. */
    enum Farewell {
        CLOSED {
            @Override
            void say(Socket socket) throws IOException {
                socket.close();
            }
        },
        RESET {
            @Override
            void say(Socket socket) throws IOException {
                socket.setSoLinger(true, 0);
                socket.close();
            }
        },
        HALF_CLOSED {
            @Override
            void say(Socket socket) throws IOException {
                socket.shutdownOutput();
            }
        };

        abstract void say(Socket socket) throws IOException;
    }

    private Socket ask(String request, String body) throws IOException {
        String credentials =
                TestServer.ACCOUNT.sid() + ':' + TestServer.ACCOUNT.authTokens().get(0);
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.apiPort());
        socket.getOutputStream()
                .write((request + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic "
                                + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8))
                                + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                        .getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    private Socket ask(int client) throws IOException {
        String sid = TestCallbacks.sid("SM");
        return switch (client % 3) {
            case 0 -> ask("GET /ringback/v1/wait/" + sid + "?Timeout=60", "");
            case 1 ->
                ask(
                        "GET /2010-04-01/Accounts/" + TestServer.ACCOUNT.sid() + "/Messages/" + sid
                                + ".json?Wait=terminal&Timeout=60",
                        "");
            default -> ask("POST /ringback/v1/wait", "{\"sids\": [\"" + sid + "\", \"" + sid + "\"], \"timeout\": 60}");
        };
    }

    private int resources() {
        return owner.metric("ringback_waited_resources");
    }

    private void expectNothingLeft() {
        owner.awaitWaiting(0);
        await().atMost(SOON).until(() -> resources() == 0);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(
                                owner.get("/2010-04-01/Accounts/" + TestServer.ACCOUNT.sid() + "/Messages.json")
                                        .join()
                                        .header("Twilio-Concurrent-Requests"))
                        .isEqualTo("1"));
    }

    @ParameterizedTest
    @EnumSource
    void whoHangsUpWhileWaitingIsForgotten(Farewell farewell) throws IOException {
        List<Socket> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(ask(i));
        }
        owner.awaitWaiting(CLIENTS);
        assertThat(resources()).isGreaterThanOrEqualTo(CLIENTS);

        for (Socket client : clients) {
            farewell.say(client);
        }

        expectNothingLeft();
        assertThat(owner.metric("ringback_waits_seconds_count{kind=\"state\",outcome=\"gone\"}"))
                .isEqualTo(CLIENTS);
        for (Socket client : clients) {
            client.close();
        }
    }

    @Test
    void whoHangsUpWhileTheEventComesIsForgottenToo() throws Exception {
        for (int round = 0; round < 5; round++) {
            String sid = TestCallbacks.sid("SM");
            List<Socket> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(ask("GET /ringback/v1/wait/" + sid + "?Timeout=60", ""));
            }
            if (random.nextBoolean()) { // else some hang up before they wait
                owner.awaitWaiting(CLIENTS);
            }
            CompletableFuture<Void> hangingUp = CompletableFuture.runAsync(() -> {
                for (Socket client : clients) {
                    try {
                        Farewell.values()[random.nextInt(2)].say(client);
                    } catch (IOException closed) {
                        throw new IllegalStateException(closed);
                    }
                }
            });
            assertThat(server.post(TestCallbacks.messageStatus(sid, "delivered"))
                            .statusCode())
                    .isEqualTo(204);
            hangingUp.join();
            expectNothingLeft();
        }
    }

    @Test
    void whoIsAnsweredAndNeverReadsLeavesNothingBehind() throws IOException {
        String sid = TestCallbacks.sid("SM");
        List<Socket> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(ask("GET /ringback/v1/wait/" + sid + "?Timeout=60", ""));
        }
        owner.awaitWaiting(CLIENTS);
        assertThat(server.post(TestCallbacks.messageStatus(sid, "delivered")).statusCode())
                .isEqualTo(204);
        expectNothingLeft();
        for (Socket client : clients) {
            client.close();
        }
    }
}
