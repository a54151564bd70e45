package dev.ringback.web.live;

import static dev.ringback.TestCallbacks.debugger;
import static dev.ringback.TestCallbacks.inboundMessage;
import static dev.ringback.TestCallbacks.messageStatus;
import static dev.ringback.TestCallbacks.sid;
import static dev.ringback.TestServer.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringback.CapturedLog;
import dev.ringback.TestCallbacks;
import dev.ringback.TestServer;
import dev.ringback.model.Event;
import dev.ringback.model.EventKind;
import dev.ringback.model.EventSource;
import dev.ringback.model.PayloadFormat;
import dev.ringback.storage.Database;
import dev.ringback.storage.TestEntries;
import dev.ringback.storage.jdbi.sqlite.TestSqlite;
import dev.ringback.web.live.StreamClient.Format;
import dev.ringback.web.live.StreamClient.Told;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes over the wire, in both formats, whatever events say. */
@Timeout(120)
class StreamFramingTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Line ends of every kind between tokens; in texts what might end a line, a field or a text, or be no text at all. */
    @SuppressWarnings("StringConcatToTextBlock") // one would end in what counts as white space
    private static final String PRETTY = "{\r\n"
            + "  \"a\": [1.50,\r\t2e400 ,\n\n 12345678901234567890.10],\n"
            + "  \"nul\": \"\\u0000\", \"escaped ends\": \"a\\r\\ndata: b\\u2028\\u2029\\u0085\",\n"
            + "  \"ends\": \"\u2028\u2029\u0085\",\n"
            + "  \"half a pair\": \"\\ud83d\", \"a pair\": \"\uD83D\uDE00\", \"\": \":\", \"data\": \"id: 1\"\r}\n";

    @TempDir
    static Path folder;

    private static TestServer server;
    private static SignedPosts posts;

    @BeforeAll
    static void start() {
        server = TestServer.start(folder);
        posts = new SignedPosts(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static StreamClient.Opening stream() {
        return StreamClient.at(server.apiUrl("")).as(ACCOUNT);
    }

    private static String cloudEvent(String id, String type, String data) {
        return "[{\"specversion\":\"1.0\",\"type\":\"" + type + "\",\"source\":\"s\",\"id\":\"" + id
                + "\",\"time\":\"2026-01-01T11:00:00Z\",\"data\":" + data + "}]";
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void aChangeIsWhatTheListOfEventsAndAFetchTell(Format format) throws IOException {
        String sid = sid("SM");
        try (StreamClient client = stream().as(format).begin()) {
            posts.post("order=1234&note=a+b", messageStatus(sid, "sent"));
            Told told = client.next();

            assertThat(fieldNames(told.json())).containsExactly("id", "event", "resource");
            JsonNode listed = listed(told);
            assertThat(told.event()).isEqualTo(listed);
            assertThat(fieldNames(told.event())).isEqualTo(fieldNames(listed));
            assertThat(told.id()).endsWith("-" + told.eventId()).matches("[0-9a-f]{16}-[0-9]+");
            assertThat(told.resource())
                    .isEqualTo(JSON.readTree(
                            server.fetch("/Messages/" + sid + ".json").asString()));
            assertThat(told.resource().get("status").asText()).isEqualTo("sent");
        }
    }

    /** Makes what an answer of Twilio's REST API is kept as. */
    private static Event answer(String payload) {
        return new Event(
                ACCOUNT.sid(),
                EventKind.MESSAGE_STATUS,
                sid("SM"),
                EventSource.API,
                TestServer.NOW,
                TestServer.NOW,
                "GET",
                "/2010-04-01/Accounts/AC/Messages/SM.json",
                PayloadFormat.JSON,
                payload,
                null,
                TestEntries.digest(),
                null);
    }

    private JsonNode listed(Told told) throws IOException {
        JsonNode list =
                JSON.readTree(server.read("/ringback/v1/events?PageSize=1000").asString());
        return StreamSupport.stream(list.get("events").spliterator(), false)
                .filter(event -> event.get("id").asLong() == told.eventId())
                .findFirst()
                .orElseThrow();
    }

    private static List<String> fieldNames(JsonNode json) {
        return json.properties().stream().map(field -> field.getKey()).toList();
    }

    @Test
    void theHeadSaysThatNobodyMayKeepOrHoldUpWhatComes() throws IOException {
        try (StreamClient events = stream().begin();
                StreamClient lines = stream().asLines().begin()) {
            assertThat(events.header("content-type")).startsWith("text/event-stream");
            assertThat(lines.header("content-type")).startsWith("application/x-ndjson");
            for (StreamClient client : List.of(events, lines)) {
                assertThat(client.header("cache-control")).isEqualTo("no-store");
                assertThat(client.header("x-accel-buffering")).isEqualTo("no");
                assertThat(client.header("content-encoding")).isNull();
                assertThat(client.header("transfer-encoding")).isEqualTo("chunked");
                assertThat(client.header("twilio-request-id")).isNotNull();
            }
            assertThat(events.retryMillis()).isEqualTo(1000);
        }
    }

    @Test
    void aClientThatTakesBothFormatsOrAnyGetsEvents() throws IOException {
        for (String accept : List.of("*/*", "application/x-ndjson, text/event-stream", "application/json")) {
            try (StreamClient client = stream().header("Accept", accept).begin()) {
                assertThat(client.header("content-type")).startsWith("text/event-stream");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void jsonOfSeveralLinesComesOnOneAndMeansTheSame(Format format) throws IOException {
        String id = sid("EZ");
        String begin = here();
        posts.post(debugger(sid("NO"), PRETTY));
        posts.postJson(ACCOUNT, cloudEvent(id + "1", "com.twilio.unheard-of", PRETTY));
        posts.postJson(ACCOUNT, "\r\n" + cloudEvent(id + "2", "com.twilio.unheard-of", PRETTY) + "\r\n");
        server.close();
        try (Database database = TestSqlite.open(folder)) {
            database.events().append(List.of(TestEntries.entry(answer(PRETTY))));
        }
        start();

        try (StreamClient client = stream().as(format).after(begin).begin()) {
            List<Told> told = client.next(4);

            assertThat(told)
                    .extracting(change -> change.event().get("kind").asText())
                    .startsWith("debugger", "event-stream", "event-stream");
            for (Told change : told) {
                assertThat(change.event()).isEqualTo(listed(change));
            }
            assertThat(told.get(0).event().get("parameters").get(1).get("value").asText())
                    .isEqualTo(PRETTY);
            assertThat(told.get(1).event().get("data").get("data")).isEqualTo(JSON.readTree(PRETTY));
            assertThat(told.get(3).event().get("data")).isEqualTo(JSON.readTree(PRETTY));
            assertThat(told.get(3).event().get("data").get("half a pair").asText())
                    .isEqualTo("\ud83d");
        }
    }

    /** A status, a SID or a tag of such a CloudEvent is a text that no bytes can be made of. */
    @ParameterizedTest
    @EnumSource(Format.class)
    void textsThatCannotBeWrittenKeepNobodyFromWhatFollows(Format format) throws IOException {
        String after = sid("SM");
        try (CapturedLog log = CapturedLog.of("dev.ringback.live");
                StreamClient client = stream().as(format).begin()) {
            String halves = "\"\\ud83d\"";
            posts.postJson(
                    ACCOUNT,
                    cloudEvent(
                            sid("EZ"),
                            "com.twilio.messaging.message.sent",
                            "{\"accountSid\":\"" + ACCOUNT.sid() + "\",\"messageSid\":\"" + sid("SM")
                                    + "\",\"messageStatus\":" + halves + ",\"to\":" + halves + ",\"body\":" + halves
                                    + ",\"from\":" + halves + ",\"errorCode\":" + halves + "}"));
            posts.postJson(
                    ACCOUNT,
                    cloudEvent(
                            sid("EZ"),
                            "com.twilio.video.room.ended",
                            "{\"AccountSid\":\"" + ACCOUNT.sid() + "\",\"RoomSid\":\"" + sid("RM")
                                    + "\",\"RoomStatus\":" + halves + ",\"roomStatus\":" + halves + "}"));
            posts.post(
                    "tag%ED%A0%BD=%ED%A0%BD&x=%00%0A%FF",
                    messageStatus(sid("SM"), "sent").with("ErrorMessage", "\0\r\n\r\ndata: x\uFFFF"));
            posts.post(messageStatus(after, "sent"));

            assertThat(client.upTo(after)).hasSize(4);
            assertThat(log.lines()).isEmpty();
            assertThat(server.read("/ringback/v1/events").statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void whatNamesNoResourceHasNone(Format format) throws IOException {
        try (StreamClient client = stream().as(format).begin()) {
            server.post("/twilio", "Something=else&Something=again&Empty=&Time=" + System.nanoTime());
            posts.postJson(ACCOUNT, cloudEvent(sid("EZ"), "com.twilio.eventstreams.test-event", "{\"test_id\":\"1\"}"));

            for (Told told : client.next(2)) {
                assertThat(told.sid()).isNull();
                assertThat(told.event().has("sid")).isTrue();
                assertThat(told.resource().isNull()).isTrue();
                assertThat(told.event()).isEqualTo(listed(told));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void hugeEventsAreToldWhole(Format format) throws IOException {
        String form = "ab\n".repeat(170_000); // each line end is three bytes of a form
        String text = "\u20AC\n\"".repeat(100_000);
        try (StreamClient client = stream().as(format).begin()) {
            posts.post(debugger(sid("NO"), form));
            posts.postJson(
                    ACCOUNT,
                    cloudEvent(sid("EZ"), "com.twilio.unheard-of", "{\"text\":" + JSON.writeValueAsString(text) + "}"));
            posts.post(inboundMessage(sid("SM"), "short"));

            List<Told> told = client.next(3);

            assertThat(told.get(0).event().get("parameters").get(1).get("value").asText())
                    .isEqualTo(form);
            assertThat(told.get(1).event().get("data").get("data").get("text").asText())
                    .isEqualTo(text);
            assertThat(told.get(2).resource().get("body").asText()).isEqualTo("short");
        }
    }

    @Test
    void theResourceIsAsItIsNow() throws IOException {
        String sid = sid("SM");
        String begin = here();
        posts.post(messageStatus(sid, "sent"));
        posts.post(messageStatus(sid, "delivered"));

        try (StreamClient client = stream().after(begin).begin()) {
            List<Told> told = client.next(2);

            assertThat(told)
                    .extracting(change -> change.event().get("status").asText())
                    .containsExactly("sent", "delivered");
            assertThat(told)
                    .extracting(change -> change.resource().get("status").asText())
                    .containsOnly("delivered");
        }
    }

    /** Absolute addresses are those by which each client reaches the server. */
    @Test
    void eachClientIsToldAddressesByItsOwnHost() throws IOException {
        try (StreamClient one = stream().header("Host", "one.example.com").begin();
                StreamClient other =
                        stream().header("Host", "other.example.com:81").begin()) {
            TestCallbacks alert = debugger(sid("NO"), "{\"error_code\":\"11200\",\"more_info\":{}}");
            posts.post(alert);

            assertThat(one.next().json().toString()).doesNotContain("other.example.com");
            assertThat(other.next().json().toString()).doesNotContain("one.example.com");
        }
    }

    /** Returns the place behind all that is stored. */
    private static String here() throws IOException {
        try (StreamClient client = stream().begin()) {
            return client.lastId();
        }
    }
}
