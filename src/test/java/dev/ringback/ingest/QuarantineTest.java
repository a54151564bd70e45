package dev.ringback.ingest;

import static dev.ringback.TestCallbacks.AUTH_TOKEN;
import static dev.ringback.TestCallbacks.callStatus;
import static dev.ringback.TestCallbacks.messageStatus;
import static dev.ringback.TestCallbacks.sid;
import static dev.ringback.TestServer.ACCOUNT;
import static dev.ringback.TestServer.NOW;
import static dev.ringback.TestServer.OTHER_ACCOUNT;
import static dev.ringback.TestServer.SUBACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.Background;
import dev.ringback.TestServer;
import dev.ringback.model.Account;
import dev.ringback.model.HeaderFields.HeaderField;
import dev.ringback.model.QuarantinedRequest;
import dev.ringback.model.RefusedRequest;
import dev.ringback.storage.AccountScope;
import dev.ringback.storage.QuarantineLimits;
import dev.ringback.storage.jdbi.sqlite.SqliteDatabase;
import dev.ringback.twilio.signature.TwilioSignature;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests refused because of a wrong setting, until it is mended. */
@Timeout(180)
class QuarantineTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Account WRONG_TOKEN = Account.of(ACCOUNT.sid(), "a mistyped token");
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Instant LATER = NOW.plusSeconds(3_600);

    @TempDir
    Path folder;

    @Test
    void aWrongTokenLosesNothing() {
        String pushed = sid("SM");
        String called = sid("CA");
        String streamed = sid("SM");
        String completed = callStatus(called, "completed", 3, "Thu, 01 Jan 2026 10:00:00 +0000")
                .form();
        try (TestServer server = start(WRONG_TOKEN, NOW)) {
            Response answer = server.post(messageStatus(pushed, "delivered"));
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.asString()).isEmpty();
            assertThat(server.get("/twilio/calls?order=12&" + completed.replace("+", "%20"))
                            .statusCode())
                    .isEqualTo(403);
            assertThat(server.postJson(stream(streamed, ACCOUNT.sid())).statusCode())
                    .isEqualTo(403);

            assertThat(count(server)).isEqualTo(3);
            assertThat(server.replay(WRONG_TOKEN).asString())
                    .isEqualTo("{\"taken_in\":0,\"already_known\":0,\"still_refused\":3}\n");
            assertThat(count(server)).isEqualTo(3);
        }
        try (TestServer server = start(ACCOUNT, LATER)) {
            assertThat(server.replay(ACCOUNT).asString())
                    .isEqualTo("{\"taken_in\":3,\"already_known\":0,\"still_refused\":0}\n");

            assertThat(count(server)).isZero();
            Response message = server.fetch("/Messages/" + pushed + ".json");
            assertThat(message.path("status").toString()).isEqualTo("delivered");
            assertThat(message.header("X-Ringback-Source")).isEqualTo("callback");
            assertThat(message.header("Age")).isEqualTo("3600");
            assertThat(server.fetch("/Calls/" + called + ".json").path("status").toString())
                    .isEqualTo("completed");
            assertThat(server.fetch("/Messages/" + streamed + ".json").header("X-Ringback-Source"))
                    .isEqualTo("stream");
            Response timeline = server.read("/ringback/v1/timeline/" + called);
            assertThat(timeline.path("events[0].received_at").toString()).isEqualTo("2026-01-01T12:00:00.000Z");
            assertThat(timeline.path("events[0].tags[0].value").toString()).isEqualTo("12");
            assertThat(server.metrics())
                    .contains("ringback_events_total{kind=\"call-status\",outcome=\"stored\",source=\"callback\"} 1.0");
            assertThat(server.replay(ACCOUNT).asString())
                    .isEqualTo("{\"taken_in\":0,\"already_known\":0,\"still_refused\":0}\n");
        }
    }

    @Test
    void anAccountThatWasMissingLosesNothing() {
        String sid = sid("SM");
        String form =
                messageStatus(sid, "sent").with("AccountSid", SUBACCOUNT.sid()).form();
        String streamed = sid("SM");
        try (TestServer server = start(ACCOUNT, NOW)) {
            assertThat(post(server, form, server.sign(SUBACCOUNT.authTokens().get(0), "/twilio", form)))
                    .isEqualTo(403);
            assertThat(postJson(server, stream(streamed, SUBACCOUNT.sid()), SUBACCOUNT))
                    .isEqualTo(403);
            assertThat(server.read("/ringback/v1/quarantine")
                            .path("requests.reason")
                            .toString())
                    .isEqualTo("[mismatch, unknown_account]");
        }
        try (TestServer server =
                TestServer.start(folder, CallbackOptions.defaults(), List.of(ACCOUNT, SUBACCOUNT), LATER)) {
            assertThat(server.replay(ACCOUNT).path("taken_in").toString()).isEqualTo("2");

            for (String each : List.of(sid, streamed)) {
                assertThat(server.read("/2010-04-01/Accounts/" + SUBACCOUNT.sid() + "/Messages/" + each + ".json")
                                .path("status")
                                .toString())
                        .isEqualTo("sent");
            }
        }
    }

    @Test
    void aWrongPublicUrlLosesNothing() {
        String sid = sid("SM");
        String form = messageStatus(sid, "sent").form();
        String signature =
                TestServer.sign(TestServer.tokenKey(AUTH_TOKEN), "https://hooks.example.com/prefix/twilio", form);
        try (TestServer server = startAt("https://hooks.example.com/other/twilio")) {
            assertThat(post(server, form, signature)).isEqualTo(403);
        }
        try (TestServer server = startAt("https://hooks.example.com/prefix/twilio")) {
            assertThat(server.replay(ACCOUNT).path("taken_in").toString()).isEqualTo("1");
            assertThat(server.fetch("/Messages/" + sid + ".json").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aRequestThatTwilioRepeatedMeanwhileIsAlreadyKnown() {
        String sid = sid("SM");
        String form = messageStatus(sid, "sent").form();
        String signature = TestServer.sign(TestServer.tokenKey(AUTH_TOKEN), "https://hooks.example.com/twilio", form);
        try (TestServer server = startAt("https://other.example.com/twilio")) {
            assertThat(post(server, form, signature)).isEqualTo(403);
            assertThat(post(server, form, signature)).isEqualTo(403);
            assertThat(count(server)).isEqualTo(1);
            assertThat(server.metrics()).contains("ringback_quarantine_kept_total{outcome=\"repeated\"} 1.0");
        }
        try (TestServer server = startAt("https://hooks.example.com/twilio")) {
            assertThat(post(server, form, signature)).isEqualTo(204);

            assertThat(server.replay(ACCOUNT).asString())
                    .isEqualTo("{\"taken_in\":0,\"already_known\":1,\"still_refused\":0}\n");
            assertThat(count(server)).isZero();
            assertThat(server.read("/ringback/v1/timeline/" + sid).<List<Object>>path("events"))
                    .hasSize(1);
        }
    }

    @Test
    void aRequestIsKeptByteForByteWithWhatItsVerificationNeeds() throws IOException {
        String target = "/twilio/a%2Fb?x=%zz&tag=%e4";
        String body =
                "AccountSid=" + ACCOUNT.sid() + "&MessageSid=" + sid("SM") + "&bad=%zz&raw=\u00fc\u0001\u00ff&=&a+b";
        byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
        String signature = TestServer.sign(TestServer.tokenKey("x"), "http://x", "");
        try (TestServer server = start(ACCOUNT, NOW);
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.callbackPort())) {
            String head = "POST " + target + " HTTP/1.1\r\nHost: hooks.example.com\r\nContent-Type: " + FORM
                    + "; charset=utf-8\r\nX-Twilio-Signature: " + signature
                    + "\r\nI-Twilio-Idempotency-Token: token-1\r\nX-Forwarded-Proto: https\r\nForwarded: for=1;proto=https"
                    + "\r\nAuthorization: Basic c2VjcmV0OnNlY3JldA==\r\nCookie: secret=1\r\nAccept: */*\r\nContent-Length: "
                    + bytes.length + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().write(bytes);
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
                    .startsWith("HTTP/1.1 403")
                    .endsWith("\r\n\r\n");
        }

        RefusedRequest kept = inQuarantine().get(0).request();
        assertThat(kept.bodyBytes()).isEqualTo(bytes);
        assertThat(kept.target()).isEqualTo(target);
        assertThat(kept.method()).isEqualTo("POST");
        assertThat(kept.scheme()).isEqualTo("http");
        assertThat(kept.remote()).isEqualTo("127.0.0.1");
        assertThat(kept.receivedAt()).isEqualTo(NOW);
        assertThat(kept.headers().fields())
                .containsExactlyInAnyOrder(
                        new HeaderField("Host", "hooks.example.com"),
                        new HeaderField("Content-Type", FORM + "; charset=utf-8"),
                        new HeaderField("X-Twilio-Signature", signature),
                        new HeaderField("I-Twilio-Idempotency-Token", "token-1"),
                        new HeaderField("X-Forwarded-Proto", "https"),
                        new HeaderField("Forwarded", "for=1;proto=https"));
    }

    @Test
    void anOddBodyIsProvedLaterOnItsBytes() throws IOException {
        String sid = sid("SM");
        String form = messageStatus(sid, "sent").form() + "&bad=%zz&latin=%e4%ff&raw=\u00fc&=&";
        try (TestServer server = start(WRONG_TOKEN, NOW)) {
            assertThat(post(server, form, server.sign(AUTH_TOKEN, "/twilio", form)))
                    .isEqualTo(403);
        }
        try (TestServer server = start(ACCOUNT, NOW)) {
            assertThat(server.replay(ACCOUNT).path("taken_in").toString()).isEqualTo("1");
            assertThat(server.fetch("/Messages/" + sid + ".json").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void nothingUnprovedReachesTheState() {
        String sid = sid("SM");
        try (TestServer server = start(WRONG_TOKEN, NOW)) {
            assertThat(server.post(messageStatus(sid, "delivered")).statusCode())
                    .isEqualTo(403);
            server.replay(WRONG_TOKEN);

            assertThat(server.read(WRONG_TOKEN, "/2010-04-01/Accounts/" + ACCOUNT.sid() + "/Messages.json")
                            .<List<Object>>path("messages"))
                    .isEmpty();
            assertThat(server.read(WRONG_TOKEN, "/2010-04-01/Accounts/" + ACCOUNT.sid() + "/Messages/" + sid + ".json")
                            .statusCode())
                    .isEqualTo(404);
            assertThat(server.read(WRONG_TOKEN, "/ringback/v1/timeline/" + sid).statusCode())
                    .isEqualTo(404);
            assertThat(server.metrics())
                    .doesNotContain("ringback_events_total")
                    .contains("ringback_quarantine_requests 1.0");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "c2hvcnQ="})
    void aSignatureThatNoKeyCouldHaveMadeIsNotKept(String signature) {
        try (TestServer server = start(ACCOUNT, NOW)) {
            assertThat(post(server, messageStatus(sid("SM"), "sent").form(), signature))
                    .isEqualTo(403);
            assertThat(count(server)).isZero();
        }
    }

    @Test
    void aRequestThatNamesNoAccountIsNotKept() {
        try (TestServer server = start(ACCOUNT, NOW)) {
            for (String form : List.of("a=b", "AccountSid=AC1", "AccountSid=", "AccountSid=" + sid("SM"))) {
                assertThat(post(server, form, server.sign("x", "/twilio", form)))
                        .isEqualTo(403);
            }
            for (String json : List.of("[]", "{\"a\":1}", "[{\"data\":{\"accountSid\":\"AC1\"}}]", "{", "7")) {
                assertThat(postJson(server, json, OTHER_ACCOUNT)).isEqualTo(403);
            }
            assertThat(post(server, "[]", server.sign("x", "/twilio", ""), "application/json"))
                    .isEqualTo(403);
            assertThat(count(server)).isZero();
        }
    }

    @Test
    void onlySoManyAreKeptAndWhatWentIsCounted() {
        QuarantineLimits three = new QuarantineLimits(3, 1_000_000, Duration.ofDays(7));
        try (TestServer server = start(WRONG_TOKEN, NOW, three)) {
            for (int i = 0; i < 5; i++) {
                server.post(messageStatus(sid("SM"), "sent"));
            }
            assertThat(count(server)).isEqualTo(3);
            assertThat(server.metrics()).contains("ringback_quarantine_dropped_total{reason=\"requests\"} 2.0");
        }
    }

    @Test
    void onlySoManyBytesAreKept() {
        QuarantineLimits oneMegabyte = new QuarantineLimits(100, 1_000_000, Duration.ofDays(7));
        try (TestServer server = start(WRONG_TOKEN, NOW, oneMegabyte)) {
            for (int i = 0; i < 5; i++) {
                assertThat(server.post(messageStatus(sid("SM"), "sent").with("Body", "x".repeat(300_000)))
                                .statusCode())
                        .isEqualTo(403);
            }
            assertThat(server.post(messageStatus(sid("SM"), "sent").with("Body", "x".repeat(999_000)))
                            .statusCode())
                    .isEqualTo(403);
            assertThat(count(server)).isEqualTo(1);
            assertThat(server.metrics()).contains("ringback_quarantine_dropped_total{reason=\"bytes\"} 5.0");
        }
    }

    @Test
    void nothingIsKeptLongerThanItMay() {
        try (TestServer server = start(WRONG_TOKEN, NOW)) {
            server.post(messageStatus(sid("SM"), "sent"));
        }
        try (TestServer server = start(WRONG_TOKEN, NOW.plus(Duration.ofDays(7)))) {
            server.post(messageStatus(sid("SM"), "sent"));
            assertThat(count(server)).isEqualTo(2);
        }
        try (TestServer server = start(WRONG_TOKEN, NOW.plus(Duration.ofDays(7)).plusMillis(1))) {
            await().atMost(SOON).until(() -> count(server) == 1);
            assertThat(server.metrics()).contains("ringback_quarantine_dropped_total{reason=\"age\"} 1.0");
        }
    }

    @Test
    void aQuarantineOfNoneIsOff() {
        QuarantineLimits none = new QuarantineLimits(0, 1_000_000, Duration.ofDays(7));
        try (TestServer server = start(WRONG_TOKEN, NOW, none)) {
            assertThat(server.post(messageStatus(sid("SM"), "sent")).statusCode())
                    .isEqualTo(403);
            assertThat(count(server)).isZero();
        }
    }

    @Test
    void aFloodOfJunkPushesNeitherCallbacksNorOurOwnRequestsOut() throws Exception {
        QuarantineLimits fifty = new QuarantineLimits(50, 1_000_000, Duration.ofDays(7));
        try (TestServer server = start(ACCOUNT, NOW, fifty)) {
            AtomicBoolean enough = new AtomicBoolean();
            List<CompletableFuture<Integer>> flood = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                flood.add(CompletableFuture.supplyAsync(() -> flood(server, enough), Background.THREADS));
            }
            List<String> acknowledged = new ArrayList<>();
            List<String> ours = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                String sid = sid("SM");
                assertThat(server.post(messageStatus(sid, "sent")).statusCode()).isEqualTo(204);
                acknowledged.add(sid);
                if (i % 10 == 0) {
                    String form = messageStatus(sid("SM"), "sent").form();
                    ours.add(form);
                    assertThat(post(server, form, server.sign("an older token", "/twilio", form)))
                            .isEqualTo(403);
                }
            }
            enough.set(true);
            int junk = 0;
            for (CompletableFuture<Integer> sender : flood) {
                junk += sender.get();
            }

            assertThat(junk).isGreaterThan(100);
            assertThat(count(server)).isLessThanOrEqualTo(50);
            for (String sid : acknowledged) {
                assertThat(server.fetch("/Messages/" + sid + ".json").statusCode())
                        .isEqualTo(200);
            }
            assertThat(server.metrics())
                    .contains(
                            "ringback_events_total{kind=\"message-status\",outcome=\"stored\",source=\"callback\"} 100.0");
            server.close();
            assertThat(inQuarantine())
                    .extracting(item -> item.request().body())
                    .containsAll(ours)
                    .hasSizeLessThanOrEqualTo(50);
        }
    }

    private static int flood(TestServer server, AtomicBoolean enough) {
        int sent = 0;
        while (!enough.get()) {
            String form = messageStatus(sid("SM"), "sent")
                    .with("AccountSid", sid("AC"))
                    .form();
            assertThat(post(server, form, server.sign("junk", "/twilio", form))).isEqualTo(403);
            sent++;
        }
        return sent;
    }

    @Test
    void whileTheDatabaseIsLockedRequestsAreRefusedAllTheSameAndKeptAfterwards() throws Exception {
        try (TestServer server = TestServer.start(folder, impatient(), List.of(WRONG_TOKEN), NOW)) {
            try (Connection lock = lock()) {
                assertThat(server.post(messageStatus(sid("SM"), "sent")).statusCode())
                        .isEqualTo(403);
                assertThat(count(server)).isZero();
            }
            await().atMost(SOON).until(() -> count(server) == 1);
        }
    }

    @Test
    void aReplayThatCannotWriteLosesNothingAndGoesOnLater() throws Exception {
        String sid = sid("SM");
        try (TestServer server = start(WRONG_TOKEN, NOW)) {
            server.post(messageStatus(sid, "sent"));
        }
        try (TestServer server = TestServer.start(folder, impatient(), List.of(ACCOUNT), NOW)) {
            try (Connection lock = lock()) {
                assertThat(server.replay(ACCOUNT).statusCode()).isEqualTo(503);
                assertThat(count(server)).isEqualTo(1);
            }
            assertThat(server.replay(ACCOUNT).asString()).contains("\"taken_in\":1,");
            assertThat(server.fetch("/Messages/" + sid + ".json").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void manyAreReplayedWhileCallbacksComeIn() throws Exception {
        try (TestServer server = start(WRONG_TOKEN, NOW)) {
            List<CompletableFuture<Void>> senders = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                senders.add(CompletableFuture.runAsync(
                        () -> {
                            for (int j = 0; j < 20; j++) {
                                server.post(messageStatus(sid("SM"), "sent"));
                            }
                        },
                        Background.THREADS));
            }
            for (CompletableFuture<Void> sender : senders) {
                sender.get();
            }
            assertThat(count(server)).isEqualTo(160);
        }
        try (TestServer server = start(ACCOUNT, NOW)) {
            CompletableFuture<Response> first =
                    CompletableFuture.supplyAsync(() -> server.replay(ACCOUNT), Background.THREADS);
            CompletableFuture<Response> second =
                    CompletableFuture.supplyAsync(() -> server.replay(ACCOUNT), Background.THREADS);
            assertThat(server.post(messageStatus(sid("SM"), "sent")).statusCode())
                    .isEqualTo(204);

            int takenIn = first.get().<Integer>path("taken_in") + second.get().<Integer>path("taken_in");
            assertThat(takenIn).isEqualTo(160);
            assertThat(count(server)).isZero();
        }
    }

    private static CallbackOptions impatient() {
        return CallbackOptions.defaults().withPatience(Duration.ofMillis(300));
    }

    private TestServer start(Account account, Instant now) {
        return start(account, now, QuarantineLimits.defaults());
    }

    private TestServer start(Account account, Instant now, QuarantineLimits limits) {
        return TestServer.start(folder, CallbackOptions.defaults().withQuarantine(limits), List.of(account), now);
    }

    private TestServer startAt(String publicUrl) {
        return TestServer.start(folder, CallbackOptions.defaults().withPublicUrl(publicUrl), List.of(ACCOUNT), NOW);
    }

    private static int count(TestServer server) {
        String line = server.metrics()
                .lines()
                .filter(metric -> metric.startsWith("ringback_quarantine_requests "))
                .findFirst()
                .orElseThrow();
        return (int) Double.parseDouble(line.substring(line.indexOf(' ') + 1));
    }

    private List<QuarantinedRequest> inQuarantine() {
        try (SqliteDatabase database = SqliteDatabase.open(TestServer.database(folder))) {
            return database.quarantine()
                    .oldestFirst(AccountScope.all(), 0, 1_000)
                    .items();
        }
    }

    private static String stream(String messageSid, String accountSid) {
        return """
                [{"specversion":"1.0","type":"com.twilio.messaging.message.sent","source":"s","id":"%s",
                  "data":{"messageSid":"%s","messageStatus":"SENT","accountSid":"%s"}}]""".formatted(messageSid, messageSid, accountSid);
    }

    private static int post(TestServer server, String form, String signature) {
        return post(server, form, signature, FORM);
    }

    private static int post(TestServer server, String body, String signature, String contentType) {
        return TestServer.request(signature, contentType)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post(server.callbackUrl("/twilio"))
                .statusCode();
    }

    private static int postJson(TestServer server, String json, Account signer) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        String target = "/twilio?bodySHA256=" + TwilioSignature.bodySha256(body);
        return TestServer.request(server.sign(signer.authTokens().get(0), target, ""), "application/json")
                .body(body)
                .post(server.callbackUrl(target))
                .statusCode();
    }

    private Connection lock() throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + TestServer.database(folder));
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN EXCLUSIVE");
        }
        return connection;
    }
}
