package dev.ringback.upstream.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.twilio.security.RequestValidator;
import dev.ringback.CapturedLog;
import dev.ringback.forward.delivery.ForwardOptions;
import dev.ringback.forward.event.EventTarget;
import dev.ringback.forward.mute.Inhibition;
import dev.ringback.forward.rule.LabelMatcher;
import dev.ringback.forward.rule.Rules;
import dev.ringback.model.Account;
import dev.ringback.model.Parameters.Parameter;
import dev.ringback.model.SignatureAlgorithm;
import dev.ringback.model.SigningKey;
import dev.ringback.outbound.RecordingServer;
import dev.ringback.outbound.RecordingServer.Recorded;
import dev.ringback.simulate.api.http.RecordedRequest;
import dev.ringback.twilio.FormBody;
import dev.ringback.twilio.signature.TwilioSignature;
import dev.ringback.upstream.Callbacks;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Twilio calls Ringback, and Ringback calls the URL that the caller of a create has named, so that Twilio's own library believes it. */
class AdoptTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String CALL = "To=%2B14155550101&From=%2B14155550100&Url=http%3A%2F%2F127.0.0.1%2Ftwiml";

    private final RequestValidator validator = new RequestValidator(TestWrites.AUTH_TOKEN);
    private final RecordingServer app = RecordingServer.start().answers(204, "");

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init") // each test starts it first
    private TestWrites test;

    private void start(List<String> allowPrivate, EventTarget... targets) {
        test = TestWrites.start(
                folder,
                Callbacks.ADOPT,
                PATIENCE,
                new ForwardOptions(
                        new Rules(List.of()), Inhibition.PRESETS, List.of(), List.of(targets), allowPrivate));
    }

    private void start() {
        start(List.of("127.0.0.1"));
    }

    @AfterEach
    void close() throws IOException {
        test.close();
        app.close();
    }

    private String callback(String path) {
        return "StatusCallback=" + URLEncoder.encode(app.url(path).toString(), StandardCharsets.UTF_8);
    }

    private Response createMessage(String path) {
        return test.post("/Messages.json", TestWrites.HELLO + '&' + callback(path));
    }

    private void awaitRequests(int count) {
        await().atMost(SOON).until(() -> app.requests().size() >= count);
    }

    /** Lets time pass for what waits for its next attempt. */
    private void awaitRequestsWhileTimePasses(int count) {
        await().atMost(SOON).until(() -> {
            test.clock.advance(Duration.ofSeconds(5));
            return app.requests().size() >= count;
        });
    }

    private boolean isBelieved(Recorded request) {
        Map<String, String> parameters = request.method().equals("GET")
                ? Map.of()
                : FormBody.parse(request.body()).parameters().stream()
                        .collect(Collectors.toMap(Parameter::name, Parameter::value));
        return validator.validate(app.url(request.path()).toString(), parameters, request.header("x-twilio-signature"));
    }

    private static List<String> statuses(List<Recorded> requests, String name) {
        return requests.stream()
                .map(request -> FormBody.parse(request.body()).parameters().get(name))
                .toList();
    }

    private String metric(String name) {
        return RestAssured.get(test.apiUrl() + "/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(name + ' '))
                .findFirst()
                .orElse("");
    }

    private List<Map<String, Object>> deliveries() {
        return test.as(TestWrites.ACCOUNT_SID, TestWrites.AUTH_TOKEN)
                .get("/ringback/v1/deliveries")
                .jsonPath()
                .getList("deliveries");
    }

    @Test
    void theCallersUrlIsCalledAsTwilioWould() {
        start();
        Response created = createMessage("/hook?order=12%2034#rc=2&rp=all");

        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.header("X-Ringback-Callback")).isEqualTo("adopted");
        RecordedRequest sent = test.twilio.requests().posts().get(0);
        assertThat(sent.form().get("StatusCallback")).contains("/twilio?rb=w1_").doesNotContain("hook");
        test.twilio.advance(Duration.ofMinutes(5));
        awaitRequests(2);

        assertThat(app.requests()).allSatisfy(request -> {
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.path()).isEqualTo("/hook?order=12%2034");
            assertThat(request.header("content-type")).startsWith("application/x-www-form-urlencoded");
            assertThat(request.header("user-agent")).isEqualTo("TwilioProxy/1.1");
            assertThat(isBelieved(request)).isTrue();
        });
        assertThat(statuses(app.requests(), "MessageStatus")).containsExactly("sent", "delivered");
        String sid = created.jsonPath().getString("sid");
        assertThat(test.get("/Messages/" + sid + ".json").jsonPath().getString("status"))
                .isEqualTo("delivered");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(deliveries())
                        .extracting(delivery -> delivery.get("receiver") + " " + delivery.get("state"))
                        .containsExactly("adopted-callbacks delivered", "adopted-callbacks delivered"));
        assertThat(test.as(TestWrites.ACCOUNT_SID, TestWrites.AUTH_TOKEN)
                        .get("/ringback/v1/timeline/" + sid)
                        .asString())
                .as("what is sealed is no tag")
                .doesNotContain("\"rb\"");
    }

    @Test
    void theAnswerIsTwiliosAndTellsOfNoOtherUrl() {
        start();
        Response adopted = createMessage("/hook");

        assertThat(adopted.asString()).doesNotContain("rb=").doesNotContain("hook");
    }

    @Test
    void whatTheCallerDidNotAskForIsStoredAndNotSent() {
        start();
        String sid = test.post("/Calls.json", CALL + '&' + callback("/hook") + "&StatusCallbackEvent=ringing")
                .jsonPath()
                .getString("sid");
        test.twilio.advance(Duration.ofMinutes(30));
        awaitRequests(1);

        await().atMost(SOON)
                .until(() -> test.get("/Calls/" + sid + "/Events.json")
                                .jsonPath()
                                .getList("events")
                                .size()
                        >= 4);
        assertThat(statuses(app.requests(), "CallStatus")).containsExactly("ringing");
        assertThat(isBelieved(app.request())).isTrue();
    }

    @Test
    void withoutEventsTheCallerHearsOfTheEndAlone() {
        start();
        test.post("/Calls.json", CALL + '&' + callback("/hook"));
        test.twilio.advance(Duration.ofMinutes(30));
        awaitRequests(1);

        assertThat(statuses(app.requests(), "CallStatus")).containsExactly("completed");
        assertThat(test.twilio.callbacks().accepted()).isEqualTo(4);
    }

    @Test
    void aGetHasTheParametersInItsQuery() {
        start();
        test.post("/Calls.json", CALL + '&' + callback("/hook?a=b%2Fc") + "&StatusCallbackMethod=GET");
        test.twilio.advance(Duration.ofMinutes(30));
        awaitRequests(1);

        Recorded request = app.request();
        assertThat(request.method()).isEqualTo("GET");
        assertThat(request.body()).isEmpty();
        assertThat(request.path()).startsWith("/hook?a=b%2Fc&").contains("&CallStatus=completed");
        assertThat(isBelieved(request)).isTrue();
    }

    @Test
    void credentialsInTheUrlAreSentAndNotSigned() {
        start();
        String url = app.url("/hook").toString().replace("//", "//user:pass%20word@");
        test.post(
                "/Messages.json",
                TestWrites.HELLO + "&StatusCallback=" + URLEncoder.encode(url, StandardCharsets.UTF_8));
        test.twilio.advance(Duration.ofMinutes(5));
        awaitRequests(1);

        assertThat(app.requests().get(0).header("authorization")).isEqualTo("Basic dXNlcjpwYXNzIHdvcmQ=");
        assertThat(isBelieved(app.requests().get(0))).isTrue();
    }

    @Test
    void whatFailsIsSentAgainInItsOrder() {
        start();
        app.answersOnce(500, Map.of(), "").answersOnce(503, Map.of(), "");
        createMessage("/hook");
        test.twilio.advance(Duration.ofMinutes(5));
        awaitRequestsWhileTimePasses(4);

        assertThat(statuses(app.requests(), "MessageStatus")).containsExactly("sent", "sent", "sent", "delivered");
        assertThat(app.requests()).allMatch(this::isBelieved);
    }

    @Test
    void aHostThatFailsDelaysNoOther() throws IOException {
        start();
        try (RecordingServer broken = RecordingServer.start().answers(500, "")) {
            for (int i = 0; i < 10; i++) {
                test.post(
                        "/Messages.json",
                        TestWrites.HELLO + "&StatusCallback="
                                + URLEncoder.encode(broken.url("/hook").toString(), StandardCharsets.UTF_8));
            }
            test.twilio.advance(Duration.ofMinutes(5));
            await().atMost(SOON).until(() -> deliveries().size() == 20);
            await().atMost(SOON).until(() -> broken.requests().size() >= 3);

            createMessage("/hook");
            test.twilio.advance(Duration.ofMinutes(5));
            awaitRequests(2);

            assertThat(statuses(app.requests(), "MessageStatus")).containsExactly("sent", "delivered");
        }
    }

    @Test
    void aPrivateHostHasToBeAllowed() {
        start(List.of());
        createMessage("/hook");
        test.twilio.advance(Duration.ofMinutes(5));

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(test.as(TestWrites.ACCOUNT_SID, TestWrites.AUTH_TOKEN)
                                .get("/ringback/v1/deliveries")
                                .asString())
                        .contains("127.0.0.1: unknown host: 127.0.0.1 has a private address"));
        assertThat(app.requests()).isEmpty();
    }

    @Test
    void aUrlThatIsTooLongIsLeftToTwilioAndThatIsTold() throws IOException {
        try (RecordingServer bus = RecordingServer.start().answers(204, "")) {
            start(
                    List.of("127.0.0.1"),
                    new EventTarget(
                            "bus",
                            bus.url("/in"),
                            List.of(LabelMatcher.parse("kind = callback-kept")),
                            EventTarget.Format.CLOUDEVENTS,
                            1,
                            Optional.empty()));
            checkThatItIsLeftToTwilio();
            await().atMost(SOON).until(() -> !bus.requests().isEmpty());
            assertThat(bus.request()
                            .json()
                            .path("data")
                            .path("labels")
                            .path("status")
                            .asText())
                    .isEqualTo("too-long");
            assertThat(bus.request().body()).doesNotContain("long=");
        }
    }

    private void checkThatItIsLeftToTwilio() {
        Response created = createMessage("/hook?long=" + "a".repeat(3_500));

        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.header("X-Ringback-Callback")).isEqualTo("kept; reason=too-long");
        test.twilio.advance(Duration.ofMinutes(5));
        assertThat(app.requests()).hasSize(2).allMatch(this::isBelieved);
        assertThat(test.twilio.requests().posts().get(0).form().get("StatusCallback"))
                .startsWith(app.url("/hook?long=").toString());
    }

    @Test
    void withoutAUrlOfTheCallersOursIsAdded() {
        start();
        Response created = test.create();
        Response service = test.post(
                "/Messages.json", "To=%2B14155550101&Body=x&MessagingServiceSid=MG00000000000000000000000000000001");
        test.twilio.advance(Duration.ofMinutes(5));

        assertThat(created.header("X-Ringback-Callback")).isNull();
        assertThat(service.statusCode()).isEqualTo(201);
        List<RecordedRequest> posts = test.twilio.requests().posts();
        assertThat(posts.get(0).form().get("StatusCallback"))
                .contains("/twilio?rb=w1_")
                .doesNotContain("a1_");
        assertThat(posts.get(1).form().get("StatusCallback")).isNull();
        assertThat(deliveries()).isEmpty();
    }

    /** The signature is Twilio's in each case: what decides is what the installation has sealed itself. */
    @Test
    void whatThisInstallationHasNotSealedCallsNobody() throws Exception {
        start();
        createMessage("/hook");
        String ours =
                String.valueOf(test.twilio.requests().posts().get(0).form().get("StatusCallback"));
        String url = ours.substring(0, ours.indexOf('#'));
        int sealed = url.indexOf("a1_") + 3;
        try (CapturedLog log = CapturedLog.of("dev.ringback.forward.delivery.SealedCallbacks")) {
            String changed = url.charAt(sealed + 20) == 'A' ? "B" : "A";
            assertThat(signed(url.substring(0, sealed + 20) + changed + url.substring(sealed + 21), "SM1"))
                    .isEqualTo(204);
            assertThat(signed(url.substring(0, sealed) + "A".repeat(120), "SM2"))
                    .isEqualTo(204);
            await().atMost(SOON)
                    .until(() -> metric("ringback_forward_unopened_total").endsWith(" 2.0"));
            assertThat(log.lines()).hasSize(1).first().asString().startsWith("WARN ");
        }
        for (String sid : List.of("SM1", "SM2")) {
            assertThat(test.get("/Messages/" + message(sid) + ".json").statusCode())
                    .isEqualTo(200);
        }
        assertThat(deliveries()).isEmpty();
        assertThat(app.requests()).isEmpty();
    }

    @Test
    void whatTwilioHasNotSignedCallsNobody() throws Exception {
        start();
        createMessage("/hook");
        String ours =
                String.valueOf(test.twilio.requests().posts().get(0).form().get("StatusCallback"));
        String url = ours.substring(0, ours.indexOf('#'));

        assertThat(post(url, form("SM1"), "another token")).isEqualTo(403);
        assertThat(signed(url, "SM2")).isEqualTo(204);
        awaitRequests(1);
        assertThat(statuses(app.requests(), "MessageSid")).containsExactly(message("SM2"));
    }

    private static String message(String name) {
        return name.substring(0, 2) + "0".repeat(31) + name.substring(2);
    }

    private static String form(String sid) {
        return "MessageSid=" + message(sid) + "&MessageStatus=sent&SmsStatus=sent&SmsSid=" + message(sid)
                + "&AccountSid=" + TestWrites.ACCOUNT_SID + "&To=%2B14155550101&From=%2B14155550100";
    }

    private static int signed(String url, String sid) throws Exception {
        return post(url, form(sid), TestWrites.AUTH_TOKEN);
    }

    private static int post(String url, String form, String token) throws Exception {
        SigningKey key = new SigningKey(token, SignatureAlgorithm.HMAC_SHA1);
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(url))
                                .header("Content-Type", TestWrites.FORM)
                                .header("X-Twilio-Signature", TwilioSignature.sign(key, url, FormBody.parse(form)))
                                .POST(HttpRequest.BodyPublishers.ofString(form))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void aFormerTokenStillOpensAfterARestart() {
        start();
        createMessage("/hook");
        test.restart(new Account(
                TestWrites.ACCOUNT_SID,
                List.of("new token of the account", TestWrites.AUTH_TOKEN),
                null,
                List.of(),
                Map.of()));
        test.twilio.advance(Duration.ofMinutes(5));
        awaitRequests(2);

        RequestValidator rotated = new RequestValidator("new token of the account");
        assertThat(app.requests())
                .allSatisfy(request -> assertThat(rotated.validate(
                                app.url(request.path()).toString(),
                                FormBody.parse(request.body()).parameters().stream()
                                        .collect(Collectors.toMap(Parameter::name, Parameter::value)),
                                request.header("x-twilio-signature")))
                        .isTrue());
    }
}
