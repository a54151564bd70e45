package dev.ringback.ingest;

import static dev.ringback.TestCallbacks.messageStatus;
import static dev.ringback.TestCallbacks.sid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.Background;
import dev.ringback.TestCallbacks;
import dev.ringback.TestServer;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the callback door answers while the database cannot be written, and when many send at once. */
@Timeout(120)
class TroubleTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @Test
    void aLockedDatabaseIsA503AndNothingIsStoredUntilItHeals() throws Exception {
        String refused = sid("SM");
        try (TestServer server = TestServer.startImpatient(folder)) {
            try (Connection lock = lock()) {
                assertThat(server.post(messageStatus(refused, "sent")).statusCode())
                        .isEqualTo(503);
                assertThat(RestAssured.get(server.callbackUrl("/health")).statusCode())
                        .isEqualTo(503);
                assertThat(server.fetch("/Messages/" + refused + ".json").statusCode())
                        .isEqualTo(404);
            }

            await().atMost(SOON)
                    .until(() -> server.post(messageStatus(refused, "sent")).statusCode() == 204);

            assertThat(server.fetch("/Messages/" + refused + ".json").statusCode())
                    .isEqualTo(200);
            await().atMost(SOON)
                    .until(() -> RestAssured.get(server.callbackUrl("/health")).statusCode() == 200);
            assertThat(server.metrics()).contains("outcome=\"failed\"");
        }
    }

    @Test
    void aRequestIsHeldWhileTheDatabaseIsLockedAndAnsweredWhenItIsFree() throws Exception {
        String held = sid("SM");
        try (TestServer server = TestServer.start(folder)) {
            CompletableFuture<Integer> answer;
            try (Connection lock = lock()) {
                answer = CompletableFuture.supplyAsync(
                        () -> server.post(messageStatus(held, "delivered")).statusCode(), Background.THREADS);
                await().atMost(SOON)
                        .until(() ->
                                RestAssured.get(server.callbackUrl("/health")).statusCode() == 503);
                assertThat(answer).isNotDone();
            }

            assertThat(answer.get()).isEqualTo(204);
            assertThat(server.fetch("/Messages/" + held + ".json").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void closingWaitsForTheRequestsItHolds() throws Exception {
        String held = sid("SM");
        CompletableFuture<Integer> answer;
        CompletableFuture<Void> closed;
        TestServer server = TestServer.start(folder);
        try (Connection lock = lock()) {
            answer = CompletableFuture.supplyAsync(
                    () -> server.post(messageStatus(held, "delivered")).statusCode(), Background.THREADS);
            await().atMost(SOON)
                    .until(() -> RestAssured.get(server.callbackUrl("/health")).statusCode() == 503);
            int port = server.callbackPort();
            closed = CompletableFuture.runAsync(server::close, Background.THREADS);
            await().atMost(SOON).until(() -> !accepts(port));
            assertThat(answer).isNotDone();
        }

        assertThat(answer.get()).isEqualTo(204);
        closed.get();
        try (TestServer again = TestServer.start(folder)) {
            assertThat(again.fetch("/Messages/" + held + ".json").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void closingWaitsForABodyThatIsStillComing() throws Exception {
        TestServer server = TestServer.start(folder);
        int port = server.callbackPort();
        String form = messageStatus(sid("SM"), "sent").form();
        String head = "POST /twilio HTTP/1.1\r\nHost: 127.0.0.1:" + port
                + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                + form.length()
                + "\r\nX-Twilio-Signature: " + server.sign(TestCallbacks.AUTH_TOKEN, "/twilio", form) + "\r\n\r\n";
        try (Socket slow = new Socket(InetAddress.getLoopbackAddress(), port)) {
            slow.setSoTimeout((int) SOON.toMillis());
            // One write, so that whoever has the answer to the first request knows that the second has come too
            String both = "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n" + head + form.substring(0, 20);
            slow.getOutputStream().write(both.getBytes(StandardCharsets.US_ASCII));
            InputStream in = slow.getInputStream();
            for (int brace = in.read(); brace != '}'; brace = in.read()) {
                assertThat(brace).isNotNegative();
            }
            assertThat(in.read()).isEqualTo('\n');

            CompletableFuture<Void> closed = CompletableFuture.runAsync(server::close, Background.THREADS);
            await().atMost(SOON).until(() -> !accepts(port));
            slow.getOutputStream().write(form.substring(20).getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(in.readNBytes(12), StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 204");
            closed.get();
        }
    }

    @Test
    void anAcknowledgedEventIsThereAfterARestart() {
        List<String> acknowledged = new ArrayList<>();
        try (TestServer server = TestServer.start(folder)) {
            for (int i = 0; i < 50; i++) {
                String sid = sid("SM");
                assertThat(server.post(messageStatus(sid, "sent")).statusCode()).isEqualTo(204);
                acknowledged.add(sid);
            }
        }
        try (TestServer server = TestServer.start(folder)) {
            for (String sid : acknowledged) {
                assertThat(server.fetch("/Messages/" + sid + ".json").statusCode())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void theSameEventFromManyThreadsIsOneEventAndDifferentOnesAreNot() throws Exception {
        String sid = sid("SM");
        TestCallbacks sent = messageStatus(sid, "sent");
        TestCallbacks delivered = messageStatus(sid, "delivered");
        try (TestServer server = TestServer.start(folder)) {
            ExecutorService senders = Executors.newFixedThreadPool(8);
            List<CompletableFuture<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                TestCallbacks callback = i % 2 == 0 ? sent : delivered;
                answers.add(CompletableFuture.supplyAsync(
                        () -> server.post(callback).statusCode(), senders));
            }
            for (CompletableFuture<Integer> answer : answers) {
                assertThat(answer.get()).isEqualTo(204);
            }
            senders.shutdown();

            JsonPath timeline = server.read("/ringback/v1/timeline/" + sid).jsonPath();
            assertThat(timeline.getList("events")).hasSize(2);
            assertThat(timeline.getList("events.arrivals", Integer.class)).containsExactly(20, 20);
            assertThat(server.fetch("/Messages/" + sid + ".json").path("status").toString())
                    .isEqualTo("delivered");
        }
    }

    private static boolean accepts(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    private Connection lock() throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + TestServer.database(folder));
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN EXCLUSIVE");
        }
        return connection;
    }
}
