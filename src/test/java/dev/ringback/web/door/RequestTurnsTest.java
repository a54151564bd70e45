package dev.ringback.web.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Blocker;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RequestTurnsTest {
    private static final int MOST = 2;

    private final AtomicInteger working = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final Server server = new Server();
    private final HttpClient client = HttpClient.newHttpClient();
    private int port;

    @BeforeEach
    void start() throws Exception {
        RequestTurns turns =
                new RequestTurns(MOST, request -> request.getHttpURI().getPath().startsWith("/read"));
        turns.setHandler(new Answering());
        server.setHandler(turns);
        server.setDynamic(false);
        ServerConnector connector = new ServerConnector(
                server, turns.executor(server.getThreadPool()), null, null, -1, -1, new HttpConnectionFactory());
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.start();
        port = connector.getLocalPort();
    }

    @AfterEach
    void stop() throws Exception {
        gate.countDown();
        server.stop();
    }

    @Test
    void noMoreThanAFewAreWorkedOnAtOnceAndAllAreAnswered() {
        List<CompletableFuture<HttpResponse<String>>> answers =
                IntStream.range(0, 500).mapToObj(i -> ask("/read/" + i)).toList();

        for (int i = 0; i < answers.size(); i++) {
            assertThat(answers.get(i).join().body()).isEqualTo("/read/" + i);
        }
        assertThat(mostAtOnce.get()).isLessThanOrEqualTo(MOST);
    }

    @Test
    void whoTakesNoTurnIsAnsweredWhileAllTurnsAreTaken() {
        List<CompletableFuture<HttpResponse<String>>> stuck =
                IntStream.range(0, MOST).mapToObj(i -> ask("/read/gate")).toList();

        assertThat(ask("/health").join().statusCode()).isEqualTo(200);

        gate.countDown();
        assertThat(stuck)
                .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
    }

    @Test
    void whereNobodyGetsOnTheLineIsGivenUp() {
        List<CompletableFuture<HttpResponse<String>>> stuck =
                IntStream.range(0, 20).mapToObj(i -> ask("/read/gate")).toList();

        assertThat(ask("/read/behind").orTimeout(10, TimeUnit.SECONDS).join().body())
                .isEqualTo("/read/behind");
        assertThat(stuck).noneMatch(CompletableFuture::isDone);

        gate.countDown();
        assertThat(stuck)
                .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
        assertThat(ask("/read/after").join().statusCode()).isEqualTo(200);
    }

    @Test
    void clientsThatReadNoAnswersKeepNobodyWaiting() throws IOException {
        List<Socket> deaf = new ArrayList<>();
        try {
            for (int i = 0; i < 2 * MOST; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                socket.setReceiveBufferSize(1_024);
                deaf.add(socket);
                OutputStream out = socket.getOutputStream();
                out.write("GET /read/large HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                out.flush();
            }
            await().until(() -> working.get() >= MOST);

            assertThat(ask("/read/behind")
                            .orTimeout(10, TimeUnit.SECONDS)
                            .join()
                            .body())
                    .isEqualTo("/read/behind");
        } finally {
            for (Socket socket : deaf) {
                socket.close();
            }
        }
    }

    @Test
    void aHandlerThatFailsOrTakesNothingIsAnsweredAndOthersGoOn() {
        assertThat(ask("/read/failing").join().statusCode()).isEqualTo(500);
        assertThat(ask("/read/unknown").join().statusCode()).isEqualTo(404);
        assertThat(ask("/failing").join().statusCode()).isEqualTo(500);
        assertThat(ask("/unknown").join().statusCode()).isEqualTo(404);
        assertThat(ask("/read/after").join().statusCode()).isEqualTo(200);
    }

    @Test
    void requestsThatComeTogetherOnOneConnectionAreAnsweredInTheirOrder() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            StringBuilder requests = new StringBuilder();
            for (int i = 0; i < 50; i++) {
                requests.append("GET ")
                        .append(i % 3 == 0 ? "/other/" : "/read/")
                        .append(i)
                        .append(" HTTP/1.1\r\nHost: a\r\n");
                requests.append(i == 49 ? "Connection: close\r\n\r\n" : "\r\n");
            }
            socket.getOutputStream().write(requests.toString().getBytes(StandardCharsets.US_ASCII));

            String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

            int from = 0;
            for (int i = 0; i < 50; i++) {
                int at = answers.indexOf((i % 3 == 0 ? "/other/" : "/read/") + i, from);
                assertThat(at).as("answer %d", i).isGreaterThanOrEqualTo(from);
                from = at;
            }
        }
    }

    private CompletableFuture<HttpResponse<String>> ask(String path) {
        return client.sendAsync(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Answers with the path. */
    private final class Answering extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            String path = request.getHttpURI().getPath();
            if (path.endsWith("/unknown")) {
                return false;
            }
            if (path.endsWith("/failing")) {
                throw new IllegalStateException("it fails");
            }
            mostAtOnce.accumulateAndGet(working.incrementAndGet(), Math::max);
            try {
                if (path.endsWith("/gate")) {
                    gate.await();
                }
                if (path.endsWith("/large")) {
                    try (Blocker.Callback blocker = Blocker.callback()) {
                        response.write(true, ByteBuffer.allocate(50_000_000), blocker);
                        blocker.block();
                    }
                    callback.succeeded();
                } else {
                    Content.Sink.write(response, true, path, callback);
                }
                return true;
            } finally {
                working.decrementAndGet();
            }
        }
    }
}
