package dev.ringback.web.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.web.TestJetty;
import dev.ringback.web.TestJetty.Client;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("timed")
@Timeout(60)
class BodyGatheringTest {
    private static final int MAX_BODY = 200_000;
    private static final Duration PATIENCE = Duration.ofMillis(1500);
    private static final Duration SOON = Duration.ofSeconds(20);

    private final AtomicInteger overloaded = new AtomicInteger();
    private final BodyLimits limits = new BodyLimits(MAX_BODY, PATIENCE, 500_000, 4, overloaded::incrementAndGet);
    private final AtomicInteger handled = new AtomicInteger();
    private final CountDownLatch mayHandle = new CountDownLatch(1);
    private volatile boolean waits;
    private TestJetty jetty;

    @BeforeEach
    void start() throws Exception {
        BodyGathering gathering = new BodyGathering(limits);
        gathering.setHandler(new Measuring());
        jetty = TestJetty.start(gathering, connector -> {});
    }

    @AfterEach
    void stop() throws Exception {
        mayHandle.countDown();
        jetty.close();
    }

    @Test
    void aRequestWithoutABodyPasses() throws Exception {
        try (Client client = jetty.connect()) {
            client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(client.answer().body()).isEqualTo("0");
        }
    }

    @Test
    void aBodyInPiecesIsHandedOverWhole() throws Exception {
        try (Client client = jetty.connect()) {
            client.send(head(26));
            for (char letter = 'a'; letter <= 'z'; letter++) {
                assertThat(handled).hasValue(0);
                client.send(String.valueOf(letter));
            }
            assertThat(client.answer().body()).isEqualTo("26 abcdefghijklmnopqrstuvwxyz");
        }
    }

    @Test
    void aChunkedBodyIsHandedOverWhole() throws Exception {
        try (Client client = jetty.connect()) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
            client.send("2\r\nde\r\n0\r\n\r\n");
            assertThat(client.answer().body()).isEqualTo("5 abcde");
        }
    }

    @Test
    void aConnectionCarriesOneBodyAfterTheOther() throws Exception {
        try (Client client = jetty.connect()) {
            for (int i = 1; i < 20; i++) {
                client.send(head(i) + "x".repeat(i / 2));
                client.send("x".repeat(i - i / 2));
                assertThat(client.answer().body()).startsWith(i + " ");
            }
        }
    }

    @Test
    void aBodyOverTheLimitIsHandedOverWithOneByteTooMany() throws Exception {
        try (Client client = jetty.connect()) {
            client.send(head(MAX_BODY * 3) + "x".repeat(MAX_BODY * 3));
            assertThat(client.answer().body()).startsWith((MAX_BODY + 1) + " ");
            client.send(head(1) + "x");
            assertThat(client.answer().body()).isEqualTo("1 x");
        }
    }

    @Test
    void readingABodyThatBreaksOffFails() throws Exception {
        try (Client client = jetty.connect()) {
            client.send(head(10) + "abc");
            client.socket().shutdownOutput();
            assertThat(client.answer().body()).isEqualTo("failed");
        }
    }

    @Test
    void readingABodyThatTakesTooLongFailsHoweverBusyItIs() throws Exception {
        try (Client client = jetty.connect()) {
            client.send(head(1_000));
            long began = System.nanoTime();
            Thread dribbling = new Thread(() -> dribble(client));
            dribbling.start();
            assertThat(client.answer().body()).isEqualTo("failed");
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(PATIENCE.minusMillis(100));
            dribbling.join();
        }
    }

    private static void dribble(Client client) {
        try {
            for (int i = 0; i < 900; i++) {
                client.send("x");
                Thread.sleep(10);
            }
        } catch (java.io.IOException | InterruptedException closed) {
            assertThat(closed).isNotNull();
        }
    }

    @Test
    void whenUnfinishedBodiesAreTooMuchSoManyAreRefusedThatTheRestFits() throws Exception {
        List<Client> unfinished = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                unfinished.add(jetty.connect().send(head(MAX_BODY) + "x".repeat(MAX_BODY - 10_000)));
            }
            await().atMost(SOON).until(() -> overloaded.get() == 2);
            assertThat(finish(unfinished, "x".repeat(10_000))).containsExactlyInAnyOrder(200, 200, 503, 503);
        } finally {
            close(unfinished);
        }
    }

    @Test
    void whenUnfinishedBodiesAreTooManyTheEldestIsRefused() throws Exception {
        List<Client> unfinished = new ArrayList<>();
        try {
            unfinished.add(jetty.connect().send(head(2)).send("x"));
            await().atMost(SOON).until(() -> limits.budget().bodies() == 1);
            for (int i = 0; i < 4; i++) {
                unfinished.add(jetty.connect().send(head(2) + "x"));
            }
            await().atMost(SOON).until(() -> overloaded.get() == 1);
            assertThat(finish(unfinished, "x")).containsExactly(503, 200, 200, 200, 200);
        } finally {
            close(unfinished);
        }
    }

    /** Sends what is missing of each, and returns what was answered. */
    private static List<Integer> finish(List<Client> unfinished, String rest) throws Exception {
        List<Integer> statuses = new ArrayList<>();
        for (Client client : unfinished) {
            // Whoever is refused has its answer already; sending more could make it lose that.
            if (client.socket().getInputStream().available() == 0) {
                client.send(rest);
            }
            statuses.add(client.answer().status());
        }
        return statuses;
    }

    @Test
    void largeBodiesTakeTurnsAndSmallOnesDoNotWaitForThem() throws Exception {
        waits = true;
        int atOnce = Runtime.getRuntime().availableProcessors();
        List<Client> large = new ArrayList<>();
        try {
            for (int i = 0; i < atOnce + 2; i++) {
                large.add(jetty.connect().send(head(100_000) + "x".repeat(100_000)));
            }
            await().atMost(SOON).until(() -> handled.get() == atOnce);
            try (Client small = jetty.connect()) {
                assertThat(small.send(head(1) + "x").answer().body()).isEqualTo("1 x");
            }
            assertThat(handled).hasValue(atOnce + 1);

            mayHandle.countDown();

            for (Client client : large) {
                assertThat(client.answer().body()).startsWith("100000 ");
            }
        } finally {
            close(large);
        }
    }

    private static void close(List<Client> clients) throws Exception {
        for (Client client : clients) {
            client.close();
        }
    }

    private static String head(int length) {
        return "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + length + "\r\n\r\n";
    }

    /** Answers how long the body is, and what it is unless it is long; "failed" if it cannot be read. */
    private final class Measuring extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            handled.incrementAndGet();
            String answer;
            try {
                String body = Content.Source.asString(request, StandardCharsets.US_ASCII);
                if (waits && body.length() > 64_000) {
                    mayHandle.await();
                }
                answer = body.isEmpty() ? "0" : body.length() + " " + (body.length() < 100 ? body : "...");
            } catch (java.io.IOException broken) {
                answer = "failed";
            }
            Content.Sink.write(response, true, answer, callback);
            return true;
        }
    }
}
