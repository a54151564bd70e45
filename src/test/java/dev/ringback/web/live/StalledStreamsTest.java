package dev.ringback.web.live;

import static dev.ringback.TestCallbacks.inboundMessage;
import static dev.ringback.TestCallbacks.messageStatus;
import static dev.ringback.TestCallbacks.sid;
import static dev.ringback.TestServer.ACCOUNT;
import static dev.ringback.TestServer.OTHER_ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.Background;
import dev.ringback.TestServer;
import dev.ringback.web.live.StreamClient.Told;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients that open streams and do not read, or hardly: they are disconnected, and hold up nobody. */
@Tag("timed")
@Timeout(180)
class StalledStreamsTest {
    private static final int CLIENTS = 30;
    private static final int SMALL_BUFFER = 4096;
    /** Of some 100 KB each, with the body on the event and on the message. */
    private static final int EVENTS = 120;

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration SOON = Duration.ofSeconds(40);

    @TempDir
    Path folder;

    private final List<Socket> stalled = new ArrayList<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private TestServer server;
    private SignedPosts posts;

    @BeforeEach
    void start() {
        server = TestServer.start(folder);
        posts = new SignedPosts(server);
    }

    @AfterEach
    void stop() throws IOException {
        over.set(true);
        for (Socket socket : stalled) {
            socket.close();
        }
        server.close();
    }

    private StreamClient.Opening stream() {
        return StreamClient.at(server.apiUrl("")).as(ACCOUNT);
    }

    private double metric(String sample) {
        return server.metrics()
                .lines()
                .filter(line -> line.startsWith(sample + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(sample.length())))
                .sum();
    }

    @Test
    void clientsThatDoNotReadAreDisconnectedAndTheOthersAndTwilioAreNotHeldUp() throws Exception {
        for (int i = 0; i < CLIENTS; i++) {
            stalled.add(stream()
                    .as(i % 2 == 0 ? StreamClient.Format.EVENTS : StreamClient.Format.LINES)
                    .receiveBuffer(SMALL_BUFFER)
                    .send());
        }
        for (Socket socket : stalled.subList(0, CLIENTS / 3)) {
            CompletableFuture<Void> unused =
                    CompletableFuture.runAsync(() -> readAByteNowAndThen(socket), Background.THREADS);
        }
        await().atMost(SOON).until(() -> metric("ringback_streams") == CLIENTS);
        try (StreamClient healthy = stream().begin()) {
            warmUp(healthy);
            Duration slowestPost = Duration.ZERO;
            Duration slowestTold = Duration.ZERO;
            long began = System.nanoTime();
            for (int i = 0; i < EVENTS; i++) {
                String sid = sid("SM");
                long posted = System.nanoTime();
                posts.post(inboundMessage(sid, "x".repeat(50_000)));
                slowestPost = max(slowestPost, Duration.ofNanos(System.nanoTime() - posted));
                Told told = healthy.next();
                assertThat(told.sid()).isEqualTo(sid);
                slowestTold = max(slowestTold, Duration.ofNanos(System.nanoTime() - posted));
            }
            System.out.printf(
                    "streams: with %d clients that do not read: slowest webhook %d ms, slowest change %d ms, all in %d ms%n",
                    CLIENTS,
                    slowestPost.toMillis(),
                    slowestTold.toMillis(),
                    Duration.ofNanos(System.nanoTime() - began).toMillis());
            assertThat(slowestPost).isLessThan(Duration.ofSeconds(1));
            assertThat(slowestTold).isLessThan(Duration.ofSeconds(2));

            // Whose buffers, and those of the operating system, are full has ten seconds.
            await().atMost(SOON).until(() -> metric("ringback_streams") == 1);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(PATIENCE.minusSeconds(1));
            assertThat(metric("ringback_streams_ended_total{reason=\"slow\"}")
                            + metric("ringback_streams_ended_total{reason=\"gone\"}"))
                    .isEqualTo(CLIENTS);
            String last = sid("SM");
            posts.post(messageStatus(last, "sent"));
            assertThat(healthy.next().sid()).isEqualTo(last);
        }
    }

    private void warmUp(StreamClient healthy) throws IOException {
        for (int i = 0; i < 50; i++) {
            String sid = sid("SM");
            posts.post(inboundMessage(sid, "short"));
            assertThat(healthy.next().sid()).isEqualTo(sid);
        }
    }

    private void readAByteNowAndThen(Socket socket) {
        try {
            while (!over.get() && socket.getInputStream().read() >= 0) {
                Thread.sleep(1_000);
            }
        } catch (IOException | InterruptedException disconnected) {
            return;
        }
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    @Test
    void whoeverWasDisconnectedForNotReadingGoesOnWithoutAGap() throws Exception {
        try (StreamClient slow = stream().receiveBuffer(SMALL_BUFFER).begin()) {
            List<String> sids = new ArrayList<>();
            for (int i = 0; i < EVENTS; i++) {
                sids.add(sid("SM"));
                posts.post(inboundMessage(sids.get(i), "x".repeat(50_000)));
            }
            await().atMost(SOON).until(() -> metric("ringback_streams") == 0);
            List<String> told = new ArrayList<>();
            try {
                while (true) {
                    told.add(slow.next().sid());
                }
            } catch (IOException cut) {
                assertThat(told.size()).isLessThan(EVENTS);
            }
            try (StreamClient again = stream().after(slow.lastId()).begin()) {
                while (told.size() < EVENTS) {
                    told.add(again.next().sid());
                }
            }
            assertThat(told).isEqualTo(sids);
        }
    }

    /** Portions of the log are smaller where events are large: a pause after each would take eleven seconds. */
    @Test
    void manyLargeEventsComeOneAfterTheOtherWithoutPauses() throws Exception {
        String place;
        try (StreamClient client = stream().begin()) {
            place = client.lastId();
        }
        int events = 100;
        for (int i = 0; i < events; i++) {
            posts.post(messageStatus(sid("SM"), "sent").with("Body", "x".repeat(900_000)));
        }
        long began = System.nanoTime();
        try (StreamClient client = stream().after(place).begin()) {
            for (int i = 0; i < events; i++) {
                client.next();
            }
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(8));
    }

    /** A stream that has nothing to tell is not a stalled one, and neither is one whose client reads slowly, but does. */
    @Test
    void clientsThatReadSlowlyButReadStay() throws Exception {
        try (StreamClient idle =
                        StreamClient.at(server.apiUrl("")).as(OTHER_ACCOUNT).begin();
                StreamClient slow = stream().receiveBuffer(SMALL_BUFFER).begin()) {
            for (int i = 0; i < EVENTS; i++) {
                posts.post(inboundMessage(sid("SM"), "x".repeat(50_000)));
            }
            int begun = idle.signsOfLife();
            long began = System.nanoTime();
            for (int i = 0; i < EVENTS; i++) {
                slow.next();
                Thread.sleep(150);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(PATIENCE);
            assertThat(metric("ringback_streams")).isEqualTo(2);
            posts.post(OTHER_ACCOUNT, messageStatus(sid("SM"), "sent").with("AccountSid", OTHER_ACCOUNT.sid()));
            idle.next();
            assertThat(idle.signsOfLife()).isGreaterThan(begun);
        }
    }
}
