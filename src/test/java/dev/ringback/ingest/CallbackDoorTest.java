package dev.ringback.ingest;

import static dev.ringback.TestCallbacks.callStatus;
import static dev.ringback.TestCallbacks.inboundMessage;
import static dev.ringback.TestCallbacks.messageStatus;
import static dev.ringback.TestCallbacks.sid;
import static dev.ringback.TestServer.ACCOUNT;
import static dev.ringback.TestServer.OTHER_ACCOUNT;
import static dev.ringback.TestServer.SUBACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.TestCallbacks;
import dev.ringback.TestServer;
import dev.ringback.model.SignatureAlgorithm;
import dev.ringback.model.SigningKey;
import dev.ringback.twilio.signature.TwilioSignature;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackDoorTest {
    /** For all tests but those that count, since each has SIDs of its own. */
    private static TestServer shared;

    @TempDir
    Path folder;

    private TestServer server;

    @BeforeAll
    static void start(@TempDir Path folder) {
        shared = TestServer.start(folder);
    }

    @AfterAll
    static void stop() {
        shared.close();
    }

    @BeforeEach
    void useShared() {
        server = shared;
    }

    @AfterEach
    void stopOwn() {
        if (server != shared) {
            server.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/twilio?x=1", "/pre/twilio?x=1", "/pre/twilio/below?x=1"})
    void behindAPublicUrlWithAPrefixTheProxyMayStripItOrNot(String target) {
        CallbackOptions options = CallbackOptions.defaults().withPublicUrl("https://hooks.example.com/pre/twilio");
        String form = messageStatus(sid("SM"), "sent").form();
        String signed = "https://hooks.example.com" + (target.startsWith("/pre") ? target : "/pre" + target);
        String signature =
                TestServer.sign(TestServer.tokenKey(ACCOUNT.authTokens().get(0)), signed, form);
        try (TestServer behindProxy = TestServer.start(folder, options)) {
            TestServer.request(signature, "application/x-www-form-urlencoded")
                    .body(form.getBytes(StandardCharsets.UTF_8))
                    .post(behindProxy.callbackUrl(target))
                    .then()
                    .statusCode(204);
        }
    }

    @Test
    void aStatusCallbackIsAnsweredWithNothingAndCanBeRead() {
        String sid = sid("SM");

        Response answer = server.post(messageStatus(sid, "delivered"));

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.asString()).isEmpty();
        assertThat(server.fetch("/Messages/" + sid + ".json").path("status").toString())
                .isEqualTo("delivered");
    }

    @Test
    void anInboundMessageIsAnsweredWithAnEmptyResponse() {
        Response answer = server.post(inboundMessage(sid("SM"), "hello"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.contentType()).startsWith("text/xml");
        assertThat(answer.asString()).endsWith("<Response/>");
    }

    @Test
    void taskRouterIsToldJson() {
        Response answer = server.post(new TestCallbacks()
                .with("AccountSid", ACCOUNT.sid())
                .with("EventType", "task.created")
                .with("WorkspaceSid", sid("WS"))
                .with("ResourceSid", sid("WT")));

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.contentType()).isEqualTo("application/json");
    }

    @Test
    void aVoiceUrlRequestIsStoredAndAnsweredWithTwiml() {
        String sid = sid("CA");

        Response answer = server.post(callStatus(sid, "ringing", 0, "")
                .without("CallbackSource")
                .without("SequenceNumber")
                .without("Timestamp"));

        assertThat(answer.contentType()).startsWith("text/xml");
        assertThat(server.fetch("/Calls/" + sid + ".json").path("status").toString())
                .isEqualTo("ringing");
    }

    @Test
    void aGetWithEverythingInItsQueryIsTheSame() {
        String sid = sid("CA");
        String form = callStatus(sid, "completed", 3, "Thu, 01 Jan 2026 10:00:00 +0000")
                .with("CallDuration", "7")
                .form();

        assertThat(server.get("/twilio/calls?order=12&" + form.replace("+", "%20"))
                        .statusCode())
                .isEqualTo(204);

        assertThat(server.fetch("/Calls/" + sid + ".json").path("duration").toString())
                .isEqualTo("7");
        assertThat(server.read("/ringback/v1/timeline/" + sid)
                        .path("events[0].tags[0].name")
                        .toString())
                .isEqualTo("order");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/twilio?city=Sull'Adda&plus=a+b&space=a%20b",
                "/twilio/a/b%2Fc/%C3%A9?x=%E2%98%8E&empty=&flag",
                "/twilio?colon=%3A&at=%40&semi=;&pipe=%7C&twice=1&twice=2",
                "/twilio?percent=%25zz"
            })
    void theQueryIsVerifiedAsItWasSent(String target) {
        String sid = sid("SM");

        assertThat(server.post(target, messageStatus(sid, "sent").form()).statusCode())
                .isEqualTo(204);

        assertThat(server.fetch("/Messages/" + sid + ".json").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/twilio/%zz",
                "/twilio/%00/x",
                "/twilio?bad=%zz",
                "/twilio?bad=%",
                "/twilio?bad=%e4%ff",
                "/twilio?a=\"b\"<c>{d}|e^`f\\",
                "/twilio?\u00e4=\u00ff"
            })
    void odderQueriesAreVerifiedOrRefusedButNeverBreakAnything(String target) throws IOException {
        String sid = sid("SM");
        String form = messageStatus(sid, "sent").form();

        int status = rawPost(target, form, server.sign(TestCallbacks.AUTH_TOKEN, target, form));

        assertThat(status).isIn(204, 403);
    }

    @Test
    void anOddBodyIsVerifiedOnItsBytes() throws IOException {
        String sid = sid("SM");
        String form = messageStatus(sid, "sent").form() + "&bad=%zz&latin=%e4%ff&raw=\u00fc&" + "Tag=x&".repeat(1_000)
                + "&=&";

        assertThat(rawPost("/twilio", form, server.sign(TestCallbacks.AUTH_TOKEN, "/twilio", form)))
                .isEqualTo(204);

        assertThat(server.fetch("/Messages/" + sid + ".json").path("status").toString())
                .isEqualTo("sent");
    }

    @Test
    void everyKeyOfTheAccountIsAccepted() {
        for (SigningKey key : new SigningKey[] {
            new SigningKey("the token before", SignatureAlgorithm.HMAC_SHA1),
            new SigningKey("a shared key", SignatureAlgorithm.HMAC_SHA256)
        }) {
            String form = messageStatus(sid("SM"), "sent").form();
            String signature = TestServer.sign(key, server.callbackUrl("/twilio"), form);
            assertThat(post(form, signature).statusCode()).isEqualTo(204);
        }
    }

    @Test
    void aSubaccountsCallbacksAreSignedWithItsOwnToken() {
        String form = messageStatus(sid("SM"), "sent")
                .with("AccountSid", SUBACCOUNT.sid())
                .form();

        assertThat(post(form, server.sign(SUBACCOUNT.authTokens().get(0), "/twilio", form))
                        .statusCode())
                .isEqualTo(204);
        assertThat(post(form, server.sign(OTHER_ACCOUNT.authTokens().get(0), "/twilio", form))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void behindAProxyTheForwardedUrlCounts() {
        String form = messageStatus(sid("SM"), "sent").form();
        String signature = TestServer.sign(
                new SigningKey(TestCallbacks.AUTH_TOKEN, SignatureAlgorithm.HMAC_SHA1),
                "https://hooks.example.com/twilio",
                form);

        assertThat(TestServer.request(signature, "application/x-www-form-urlencoded")
                        .header("X-Forwarded-Proto", "https")
                        .header("X-Forwarded-Host", "hooks.example.com")
                        .body(form.getBytes(StandardCharsets.UTF_8))
                        .post(server.callbackUrl("/twilio"))
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void anUnprovedRequestIsRefusedWithoutAWordAndNotStored() {
        startOwn();
        String sid = sid("SM");
        String form = messageStatus(sid, "sent").form();

        for (String signature : new String[] {
            "",
            "nonsense",
            server.sign("wrong", "/twilio", form),
            server.sign(TestCallbacks.AUTH_TOKEN, "/twilio?x", form)
        }) {
            Response answer = post(form, signature);
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.asString()).isEmpty();
        }

        assertThat(server.fetch("/Messages/" + sid + ".json").statusCode()).isEqualTo(404);
        assertThat(server.read("/ringback/v1/timeline/" + sid).statusCode()).isEqualTo(404);
        assertThat(server.metrics())
                .contains("ringback_refused_total{reason=\"mismatch\"} 3.0")
                .contains("ringback_refused_total{reason=\"missing_signature\"} 1.0");
    }

    @Test
    void anUnknownAccountIsRefused() {
        startOwn();
        String form =
                messageStatus(sid("SM"), "sent").with("AccountSid", sid("AC")).form();

        assertThat(post(form, server.sign(TestCallbacks.AUTH_TOKEN, "/twilio", form))
                        .statusCode())
                .isEqualTo(403);
        assertThat(server.metrics()).contains("ringback_refused_total{reason=\"unknown_account\"} 1.0");
    }

    @Test
    void aTamperedBodyIsRefused() {
        String form = messageStatus(sid("SM"), "sent").form();
        String signature = server.sign(TestCallbacks.AUTH_TOKEN, "/twilio", form);

        assertThat(post(form.replace("sent", "read"), signature).statusCode()).isEqualTo(403);
        assertThat(post(form + "&Extra=", signature).statusCode()).isEqualTo(403);
    }

    @Test
    void aBatchWithOnePoisonEventIsStoredWhole() {
        startOwn();
        String good = sid("SM");
        String poison = sid("SM");

        Response answer = server.postJson("""
                [{"specversion":"1.0","type":"com.twilio.messaging.message.sent","source":"s","id":"EZ1",
                  "data":{"messageSid":"%s","messageStatus":"FAILED","errorCode":"so many","accountSid":"%s"}},
                 {"specversion":"1.0","type":"com.twilio.messaging.message.delivered","source":"s","id":"EZ2",
                  "data":{"messageSid":"%s","messageStatus":"DELIVERED","body":"hi","accountSid":"%s"}},
                 {"no":"event"}, null]""".formatted(poison, ACCOUNT.sid(), good, ACCOUNT.sid()));

        assertThat(answer.statusCode()).isEqualTo(204);
        Response message = server.fetch("/Messages/" + good + ".json");
        assertThat(message.path("body").toString()).isEqualTo("hi");
        assertThat(message.header("X-Ringback-Source")).isEqualTo("stream");
        assertThat(server.read("/ringback/v1/timeline/" + poison)
                        .path("events[0].problem")
                        .toString())
                .contains("ErrorCode");
        assertThat(server.metrics())
                .contains("ringback_events_total{kind=\"message-status\",outcome=\"marked\",source=\"stream\"} 1.0");
    }

    @Test
    void jsonWithoutItsChecksumIsRefused() {
        String signature = server.sign(TestCallbacks.AUTH_TOKEN, "/twilio", "");

        assertThat(TestServer.request(signature, "application/json")
                        .body("[]".getBytes(StandardCharsets.UTF_8))
                        .post(server.callbackUrl("/twilio"))
                        .statusCode())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "\"text\"", "{", "[1,"})
    void signedJsonThatIsNeitherArrayNorObjectIs400(String body) {
        assertThat(server.postJson(body).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "multipart/form-data; boundary=x", "application/xml", "nonsense"})
    void anotherContentTypeIs415(String contentType) {
        assertThat(TestServer.request("x", contentType)
                        .body("a=b".getBytes(StandardCharsets.UTF_8))
                        .post(server.callbackUrl("/twilio"))
                        .statusCode())
                .isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "APPLICATION/X-WWW-FORM-URLENCODED",
                "application/x-www-form-urlencoded;charset=utf-8",
                "application/x-www-form-urlencoded; charset=UTF-8"
            })
    void theContentTypeMayBeSpelledAnyWay(String contentType) {
        String form = messageStatus(sid("SM"), "sent").form();

        assertThat(TestServer.request(server.sign(TestCallbacks.AUTH_TOKEN, "/twilio", form), contentType)
                        .body(form.getBytes(StandardCharsets.UTF_8))
                        .post(server.callbackUrl("/twilio"))
                        .statusCode())
                .isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/x-www-form-urlencoded; charset=foo",
                "application/x-www-form-urlencoded;;=\"",
                "a/b; charset=\u00ff",
                ";"
            })
    void anOddContentTypeIsReadOrRefusedButNeverBreaksAnything(String contentType) throws IOException {
        String form = messageStatus(sid("SM"), "sent").form();

        assertThat(rawPost("/twilio", form, server.sign(TestCallbacks.AUTH_TOKEN, "/twilio", form), contentType))
                .isIn(204, 415);
    }

    @Test
    void anEmptyAnswerHasNoContentType() {
        assertThat(server.post(messageStatus(sid("SM"), "sent")).header("Content-Type"))
                .isNull();
        assertThat(post("a=b", "x").header("Content-Type")).isNull();
    }

    @Test
    void headIsNotAnswered() {
        assertThat(RestAssured.head(server.callbackUrl("/twilio")).statusCode()).isEqualTo(405);
    }

    /** More than there are threads: a body that does not come must not take one. */
    @Test
    void bodiesThatComeSlowlyHoldNobodyUp() throws IOException {
        startOwn();
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 400; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.callbackPort());
                slow.add(socket);
                socket.getOutputStream()
                        .write(("POST /twilio HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n"
                                        + "Content-Type: application/x-www-form-urlencoded\r\n\r\na=b")
                                .getBytes(StandardCharsets.US_ASCII));
            }

            for (int i = 0; i < 20; i++) {
                assertThat(server.post(messageStatus(sid("SM"), "sent")).statusCode())
                        .isEqualTo(204);
            }
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void aBodyOverTheLimitIs413() {
        String form = "a=" + "x".repeat(CallbackOptions.DEFAULT_MAX_BODY_BYTES);

        assertThat(post(form, "x").statusCode()).isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/twilio2", "/metrics", "/2010-04-01/Accounts"})
    void nothingElseIsAtThisDoor(String path) throws IOException {
        assertThat(RestAssured.given()
                        .urlEncodingEnabled(false)
                        .get(server.callbackUrl(path))
                        .statusCode())
                .isEqualTo(404);
        assertThat(RestAssured.given()
                        .urlEncodingEnabled(false)
                        .get(server.callbackUrl(path))
                        .asString())
                .isEmpty();
    }

    @Test
    void anotherMethodIs405() {
        Response answer = RestAssured.put(server.callbackUrl("/twilio"));

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.asString()).isEmpty();
    }

    @Test
    void healthIsAtBothDoors() {
        server.post(messageStatus(sid("SM"), "sent"));

        for (String url : new String[] {server.callbackUrl("/health"), server.apiUrl("/health")}) {
            Response answer = RestAssured.get(url);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.path("status").toString()).isEqualTo("ok");
            assertThat((int) answer.path("last_event_age_seconds")).isZero();
        }
    }

    @Test
    void theSignatureOfALongUrlIsChecked() {
        String sid = sid("SM");

        assertThat(server.post(
                                "/twilio?long=" + "x".repeat(20_000),
                                messageStatus(sid, "sent").form())
                        .statusCode())
                .isEqualTo(204);
    }

    private void startOwn() {
        server = TestServer.start(folder);
    }

    private Response post(String form, String signature) {
        return TestServer.request(signature, "application/x-www-form-urlencoded")
                .body(form.getBytes(StandardCharsets.UTF_8))
                .post(server.callbackUrl("/twilio"));
    }

    /** Writes the request line byte for byte, as no client would. */
    private int rawPost(String target, String form, String signature) throws IOException {
        return rawPost(target, form, signature, "application/x-www-form-urlencoded");
    }

    private int rawPost(String target, String form, String signature, String contentType) throws IOException {
        byte[] body = form.getBytes(StandardCharsets.UTF_8);
        String head = "POST " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + server.callbackPort()
                + "\r\nContent-Type: " + contentType + "\r\nX-Twilio-Signature: " + signature
                + "\r\nContent-Length: " + body.length + "\r\nConnection: close\r\n\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.callbackPort())) {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().write(body);
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(answer.substring(9, 12));
        }
    }

    @Test
    void theSignatureHelperOfTheseTestsIsTheOneTwilioPublishes() {
        // CallSid=CA1234567890ABCDE and its siblings with token 12345: the vector every library of Twilio's has
        assertThat(TwilioSignature.sign(
                        new SigningKey("12345", SignatureAlgorithm.HMAC_SHA1),
                        "https://mycompany.com/myapp.php?foo=1&bar=2",
                        dev.ringback.twilio.FormBody.parse("CallSid=CA1234567890ABCDE&Caller=%2B14158675309&Digits=1234"
                                + "&From=%2B14158675309&To=%2B18005551212")))
                .isEqualTo("RSOYDt4T1cUTdK1PDd93/VVr8B8=");
    }
}
