package dev.ringback.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class OutboundHttpTest {
    private static final Duration PATIENCE = Duration.ofMillis(300);
    private static final Duration MUCH_LATER = Duration.ofSeconds(8);
    private static final byte[] SIX_LOOPBACK = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

    private final RecordingServer server = RecordingServer.start();
    private final PrivateNetworkGuard targets = new PrivateNetworkGuard(List.of("127.0.0.1", "[::1]"));
    private final OutboundHttp http = new OutboundHttp(targets, Duration.ofSeconds(10));
    private final OutboundHttp impatient = new OutboundHttp(targets, PATIENCE);
    private final CountDownLatch over = new CountDownLatch(1);

    @AfterEach
    void stop() throws IOException {
        over.countDown();
        http.close();
        impatient.close();
        server.close();
    }

    @Test
    void sendsMethodPathHeadersAndBody() throws IOException {
        server.answers(201, Map.of("X-Thing", "a thing"), "made \u00fc");

        OutboundResponse answer = http.send(new OutboundRequest(
                "PUT", server.url("/path?a=1&b=%20"), Map.of("X-Key", "k", "Content-Type", "text/plain"), "b\u00f6dy"));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.isSuccess()).isTrue();
        assertThat(answer.reason()).isEqualTo("Created");
        assertThat(answer.header("x-thing")).contains("a thing");
        assertThat(answer.body()).isEqualTo("made \u00fc");
        assertThat(server.request().method()).isEqualTo("PUT");
        assertThat(server.request().path()).isEqualTo("/path?a=1&b=%20");
        assertThat(server.request().header("x-key")).isEqualTo("k");
        assertThat(server.request().header("content-type")).isEqualTo("text/plain");
        assertThat(server.request().header("user-agent")).isEqualTo("Ringback");
        assertThat(server.request().body()).isEqualTo("b\u00f6dy");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void redirectsAreNotFollowed(int status) throws IOException {
        server.answers(status, Map.of("Location", server.url("/elsewhere").toString()), "");

        OutboundResponse answer = http.send(post(server.url("/")));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.isSuccess()).isFalse();
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void cookiesAreNotKept() throws IOException {
        server.answers(200, Map.of("Set-Cookie", "a=b"), "");

        http.send(post(server.url("/")));
        http.send(post(server.url("/")));

        assertThat(server.requests())
                .hasSize(2)
                .allSatisfy(request -> assertThat(request.headers()).doesNotContainKey("cookie"));
    }

    @Test
    void failuresAreNotRepeated() throws IOException {
        server.answers(503, Map.of("Retry-After", "0"), "");

        http.send(post(server.url("/")));

        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void longAnswersAreCut() throws IOException {
        server.answers(200, "0123456789".repeat(100_000));

        assertThat(http.send(post(server.url("/"))).body()).hasSize(OutboundHttp.MAX_ANSWER);
        assertThat(http.send(post(server.url("/"))).body()).startsWith("0123");
    }

    @Test
    void answersThatJustFitAreWhole() throws IOException {
        server.answers(200, "x".repeat(OutboundHttp.MAX_ANSWER));

        assertThat(http.send(post(server.url("/"))).body()).hasSize(OutboundHttp.MAX_ANSWER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Content-Length: 1000000000000\r\n", "Transfer-Encoding: chunked\r\n"})
    void answersWithoutEndAreCut(String header) throws IOException {
        String block = "x".repeat(1024);
        String sent = header.contains("chunked") ? "400\r\n" + block + "\r\n" : block;
        try (ServerSocket endless = raw(socket -> {
            OutputStream out = socket.getOutputStream();
            out.write(ascii("HTTP/1.1 200 OK\r\n" + header + "\r\n"));
            while (over.getCount() > 0) {
                out.write(ascii(sent));
            }
        })) {
            assertThat(http.send(post(url(endless))).body()).isEqualTo("x".repeat(OutboundHttp.MAX_ANSWER));
        }
    }

    @Test
    @Tag("timed")
    void silenceEndsThePatience() throws IOException {
        try (ServerSocket silent = raw(socket -> over.await())) {
            assertImpatient(url(silent));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n",
                "HTTP/1.1 200 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nX-Slow: ",
                "HTTP/1.1 2"
            })
    @Tag("timed")
    void tricklesEndThePatience(String beginning) throws IOException {
        try (ServerSocket trickle = raw(socket -> {
            OutputStream out = socket.getOutputStream();
            out.write(ascii(beginning));
            while (!over.await(100, TimeUnit.MILLISECONDS)) {
                out.write('0');
            }
        })) {
            assertImpatient(url(trickle));
        }
    }

    @Test
    @Tag("timed")
    void connectingEndsThePatienceToo() throws IOException {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket first = new Socket(full.getInetAddress(), full.getLocalPort());
                Socket second = new Socket(full.getInetAddress(), full.getLocalPort())) {
            assertThat(List.of(first, second)).allMatch(Socket::isConnected);
            long before = System.nanoTime();

            assertThatThrownBy(() -> impatient.send(post(url(full)))).isInstanceOf(IOException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(MUCH_LATER);
        }
    }

    @Test
    void aClosedPortIsRefused() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }

        assertThatThrownBy(() -> http.send(post(URI.create("http://127.0.0.1:" + port + "/a-key"))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("refused")
                .hasMessageNotContaining("a-key");
    }

    @Test
    void aConnectionThatBreaksIsAFailure() throws IOException {
        try (ServerSocket rude = raw(socket -> socket.getInputStream().read())) {
            assertThatThrownBy(() -> http.send(post(url(rude)))).isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "[::1]", "localhost", "[::ffff:127.0.0.1]", "2130706433", "0.0.0.0", "0"})
    void privateHostsAreNotConnectedTo(String host) throws IOException {
        HttpServer everywhere = HttpServer.create(new InetSocketAddress(0), 0);
        everywhere.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        everywhere.start();
        try (OutboundHttp strict = new OutboundHttp(new PrivateNetworkGuard(List.of()), Duration.ofSeconds(10))) {
            URI url =
                    URI.create("http://" + host + ":" + everywhere.getAddress().getPort() + "/a-key");

            assertThatThrownBy(() -> strict.send(post(url)))
                    .isInstanceOf(UnknownHostException.class)
                    .hasMessageContaining("has a private address")
                    .hasMessageNotContaining("a-key");
        } finally {
            everywhere.stop(0);
        }
    }

    @Test
    void allowedOnesAre() throws IOException {
        HttpServer six = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(SIX_LOOPBACK), 0), 0);
        six.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        six.start();
        try {
            URI url = URI.create("http://[::1]:" + six.getAddress().getPort() + "/");

            assertThat(http.send(post(url)).status()).isEqualTo(204);
        } finally {
            six.stop(0);
        }
        assertThat(http.send(post(server.url("/"))).status()).isEqualTo(200);
    }

    @Test
    void anAllowedHostMayNotRedirectElsewhere() throws IOException {
        server.answers(302, Map.of("Location", "http://localhost:1/"), "");

        assertThat(http.send(post(server.url("/"))).status()).isEqualTo(302);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://under_score.invalid/a-key",
                "http://nobody.invalid/a-key",
                "https:///a-key",
                "ftp://127.0.0.1/a-key"
            })
    void hostsThatAreNoneAreFailures(String url) {
        assertThatThrownBy(() -> http.send(post(URI.create(url))))
                .isInstanceOf(IOException.class)
                .hasMessageNotContaining("a-key");
    }

    @Test
    void onceClosedNothingIsSent() throws IOException {
        http.close();

        assertThatThrownBy(() -> http.send(post(server.url("/a-key"))))
                .isInstanceOf(IOException.class)
                .hasMessageNotContaining("a-key");
        assertThat(server.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nX-Evil: 1", "a\nX-Evil: 1"})
    void headersAddNoOthers(String value) throws IOException {
        try {
            http.send(new OutboundRequest("POST", server.url("/"), Map.of("X-Key", value), "{}"));
        } catch (IOException refused) {
            assertThat(refused).hasMessageNotContaining("Evil");
        }
        assertThat(server.requests())
                .allSatisfy(request -> assertThat(request.headers()).doesNotContainKey("x-evil"));
    }

    private void assertImpatient(URI url) {
        long before = System.nanoTime();

        assertThatThrownBy(() -> impatient.send(post(url)))
                .isInstanceOf(SocketTimeoutException.class)
                .hasMessage("no answer within 300 ms");
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isBetween(PATIENCE, MUCH_LATER);
    }

    private static OutboundRequest post(URI url) {
        return OutboundRequest.json(url, Map.of(), "{}");
    }

    private static URI url(ServerSocket socket) {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Takes one connection, on a thread of its own. */
    private static ServerSocket raw(Conversation conversation) throws IOException {
        ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(() -> {
            try (Socket socket = listening.accept()) {
                conversation.hold(socket);
            } catch (IOException | InterruptedException end) {
                // the client has gone, as it should
            }
        });
        thread.setDaemon(true);
        thread.start();
        return listening;
    }

    private interface Conversation {
        void hold(Socket socket) throws IOException, InterruptedException;
    }
}
