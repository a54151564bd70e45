package dev.ringback.web.live;

import static dev.ringback.TestCallbacks.messageStatus;
import static dev.ringback.TestCallbacks.sid;
import static dev.ringback.TestServer.ACCOUNT;
import static dev.ringback.TestServer.OTHER_ACCOUNT;
import static dev.ringback.TestServer.SUBACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringback.CapturedLog;
import dev.ringback.Form;
import dev.ringback.TestServer;
import dev.ringback.config.SettingsBuilder;
import dev.ringback.web.live.StreamClient.Ending;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that ask for too much, or do not keep to what is usual; those that do not read are in {@code StalledStreamsTest}. */
@Tag("repeated")
@Timeout(300)
class HostileStreamsTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int MOST = 3;

    @TempDir
    Path folder;

    private TestServer server;
    private SignedPosts posts;

    @BeforeEach
    void start() {
        server = TestServer.start(
                folder,
                settings -> SettingsBuilder.builder(settings).maxStreams(MOST).build());
        posts = new SignedPosts(server);
    }

    @AfterEach
    void stop() {
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

    private void awaitOpen(int streams) {
        await().atMost(SOON).until(() -> metric("ringback_streams") == streams);
    }

    private List<StreamClient> fill() throws IOException {
        List<StreamClient> all = new ArrayList<>();
        for (int i = 0; i < MOST; i++) {
            all.add(stream().begin());
        }
        return all;
    }

    @Test
    void anAccountThatHasAllItsStreamsOpenIsRefusedMoreAndOthersAreNot() throws IOException {
        List<StreamClient> open = fill();
        for (StreamClient.Opening more : List.of(
                stream(),
                stream().asLines(),
                StreamClient.at(server.apiUrl("")).as("SK00000000000000000000000000000001", "the secret of a key"))) {
            try (StreamClient client = more.open()) {
                assertThat(client.status()).isEqualTo(429);
                assertThat(Integer.parseInt(client.header("retry-after"))).isBetween(1, 60);
                assertThat(client.header("content-type")).startsWith("application/json");
                JsonNode error = client.error();
                assertThat(error.get("code").asInt()).isEqualTo(20429);
                assertThat(error.get("status").asInt()).isEqualTo(429);
                assertThat(error.get("message").asText())
                        .isEqualTo("Too Many Requests: account " + ACCOUNT.sid() + " has " + MOST
                                + " streams open, as many as RINGBACK_MAX_STREAMS lets it have");
            }
        }
        assertThat(metric("ringback_streams_refused_total")).isEqualTo(3);
        assertThat(metric("ringback_streams")).isEqualTo(MOST);
        try (StreamClient sub =
                        StreamClient.at(server.apiUrl("")).as(SUBACCOUNT).begin();
                StreamClient other =
                        StreamClient.at(server.apiUrl("")).as(OTHER_ACCOUNT).begin()) {
            assertThat(metric("ringback_streams")).isEqualTo(MOST + 2);
        }
        open.remove(0).close();
        awaitOpen(MOST - 1);
        try (StreamClient again = stream().begin()) {
            String told = sid("SM");
            posts.post(messageStatus(told, "sent"));
            assertThat(again.next().sid()).isEqualTo(told);
            assertThat(open.get(0).next().sid()).isEqualTo(told);
        }
        for (StreamClient client : open) {
            client.close();
        }
        awaitOpen(0);
    }

    @Test
    void whoeverInsistsIsRefusedEachTimeAndOthersAreStillTold() throws Exception {
        List<StreamClient> open = fill();
        int attempts = Form.pick(500, 10_000, 10_000);
        for (int i = 0; i < attempts; i++) {
            try (StreamClient client = stream().header("Connection", "close").open()) {
                assertThat(client.status()).isEqualTo(429);
            }
        }
        assertThat(metric("ringback_streams_refused_total")).isEqualTo(attempts);
        assertThat(metric("ringback_streams")).isEqualTo(MOST);
        String told = sid("SM");
        posts.post(messageStatus(told, "sent"));
        for (StreamClient client : open) {
            assertThat(client.next().sid()).isEqualTo(told);
            client.close();
        }
    }

    /** Some hang up before they are answered, some by a reset, and some close their own direction alone. */
    @Test
    void thoseWhoHangUpGiveBackTheirPlacesAndLeaveNothingBehind() throws Exception {
        awaitOpen(0);
        int rounds = Form.pick(100, 2_000, 2_000);
        try (CapturedLog log = CapturedLog.of("dev.ringback")) {
            int threads = 0;
            for (int i = 0; i < rounds; i++) {
                try (Socket early = stream().send()) {
                    early.setSoLinger(i % 2 == 0, 0);
                }
                StreamClient begun = stream().open();
                if (begun.status() == 200 && i % 3 == 0) {
                    posts.post(messageStatus(sid("SM"), "sent"));
                }
                if (i % 5 == 0) {
                    begun.socket().shutdownOutput();
                }
                begun.socket().setSoLinger(i % 2 == 1, 0);
                begun.close();
                if (i == rounds / 2) {
                    threads = threads();
                }
            }
            awaitOpen(0);
            assertThat(threads()).as("threads").isLessThan(threads + 30);
            assertThat(log.lines()).isEmpty();
        }
        assertThat(metric("ringback_streams_ended_total{reason=\"gone\"}")).isPositive();
        for (StreamClient client : fill()) {
            client.close();
        }
    }

    private static int threads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }

    @Test
    void aClientThatClosesItsOwnDirectionHasGone() throws IOException {
        try (StreamClient client = stream().begin()) {
            client.socket().shutdownOutput();
            assertThat(client.ending()).isEqualTo(Ending.CUT);
        }
        awaitOpen(0);
    }

    @Test
    void whatAClientSaysAfterItsRequestDisturbsNothing() throws IOException {
        String told = sid("SM");
        try (StreamClient pipelined = stream()
                        .followedBy("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n")
                        .begin();
                StreamClient later = stream().begin();
                StreamClient rubbish = stream().followedBy("\0\r\n\r\nrubbish").begin()) {
            later.socket().getOutputStream().write('G');
            posts.post(messageStatus(told, "sent"));
            for (StreamClient client : List.of(pipelined, later, rubbish)) {
                assertThat(client.next().sid()).isEqualTo(told);
            }
            later.socket().getOutputStream().write("ET / HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII));
            posts.post(messageStatus(sid("SM"), "sent"));
            posts.post(messageStatus(sid("SM"), "sent"));
            for (StreamClient client : List.of(pipelined, later, rubbish)) {
                assertThat(client.next(2)).hasSize(2);
            }
        }
        // Nobody watches them any more: that they have gone shows when something is sent.
        await().atMost(SOON).until(() -> {
            posts.post(messageStatus(sid("SM"), "sent"));
            return metric("ringback_streams") == 0;
        });
    }

    @Test
    void aHeadRequestTakesNoPlaceAndHasNoBody() throws IOException {
        List<StreamClient> open = fill();
        try (StreamClient head =
                stream().method("HEAD").header("Connection", "close").open()) {
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.header("content-type")).startsWith("text/event-stream");
            assertThat(head.socket().getInputStream().read()).isEqualTo(-1);
        }
        try (StreamClient wrong = stream().method("HEAD").with("Kind=sms").open()) {
            assertThat(wrong.status()).isEqualTo(400);
        }
        assertThat(metric("ringback_streams")).isEqualTo(MOST);
        for (StreamClient client : open) {
            client.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH"})
    void nothingButReadingIsAllowed(String method) {
        server.as(ACCOUNT)
                .request(method, "/ringback/v1/stream")
                .then()
                .statusCode(405)
                .header("Allow", "GET, HEAD")
                .body("code", equalTo(20004));
    }

    /** Each host that callers choose has its own addresses, of which only a few are kept. */
    @Test
    void hostsOfTheCallersChoiceAreTold() throws IOException {
        for (int i = 0; i < 20; i++) {
            try (StreamClient one = stream()
                            .header("Host", "host-" + i + ".example.com")
                            .begin();
                    StreamClient other = stream()
                            .header("Host", "another-" + i + ".example.com")
                            .begin()) {
                String told = sid("SM");
                posts.post(messageStatus(told, "sent"));
                assertThat(one.next().json()).isEqualTo(other.next().json());
            }
        }
    }

    @Test
    void streamsDoNotCountAsRequestsUnderWay() throws IOException {
        List<StreamClient> open = fill();
        server.as(ACCOUNT).get("/ringback/v1/events").then().header("Twilio-Concurrent-Requests", "1");
        for (StreamClient client : open) {
            client.close();
        }
    }

    @Test
    void everySpellingOfTheAcceptHeaderIsTaken() throws IOException {
        for (String accept : List.of("", "text/event-stream;q=0.5", "x", "application/x-ndjson;q=1")) {
            try (StreamClient client = stream().header("Accept", accept).open()) {
                assertThat(client.status()).isEqualTo(200);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(StreamClient.Format.class)
    void manyStreamsAreToldTheSame(StreamClient.Format format) throws IOException {
        List<StreamClient> all = new ArrayList<>();
        for (int i = 0; i < MOST; i++) {
            all.add(stream().as(format).begin());
        }
        posts.postAll(Stream.generate(() -> messageStatus(sid("SM"), "sent"))
                .limit(300)
                .toList());
        List<String> first = all.get(0).next(300).stream()
                .map(told -> told.json().toString())
                .toList();
        for (StreamClient client : all.subList(1, MOST)) {
            assertThat(client.next(300))
                    .extracting(told -> told.json().toString())
                    .isEqualTo(first);
        }
        for (StreamClient client : all) {
            client.close();
        }
    }
}
