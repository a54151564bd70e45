package dev.ringback.forward.receiver.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringback.forward.notice.RenderedNotice;
import dev.ringback.forward.notice.TestRenderedNotices;
import dev.ringback.forward.receiver.Reply;
import dev.ringback.forward.receiver.TestOptions;
import dev.ringback.model.DeliveryAttempt.Outcome;
import dev.ringback.outbound.RecordingServer;
import dev.ringback.outbound.RecordingServer.Recorded;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookTest {
    private static final String KEY = "a key of thirty-two bytes, no lie";
    private static final String OLD_KEY = "another key of twenty-four";
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:30.999Z");

    private final RecordingServer server = RecordingServer.start().answers(204, "");

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    /** The vector that the libraries of the specification's authors are tested with. */
    @Test
    void signsLikeTheSpecification() {
        Secret secret = Secret.of("whsec_" + "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

        assertThat(secret.sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}"))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void aNoticeIsSignedAsItIsSent() throws Exception {
        Reply reply = send(TestRenderedNotices.enormous(), KEY);

        assertThat(reply).isEqualTo(Reply.delivered("204 No Content"));
        Recorded request = server.request();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/hooks/alerts?from=ringback");
        assertThat(request.header("content-type")).isEqualTo("application/json");
        assertThat(request.header("webhook-id")).isEqualTo("n-43");
        assertThat(request.header("webhook-timestamp")).isEqualTo("1767268830");
        assertThat(request.header("webhook-signature")).isEqualTo("v1," + hmac(KEY, request));
    }

    @Test
    void eachSecretSignsWhileOneTakesThePlaceOfAnother() throws Exception {
        send(TestRenderedNotices.firing(), KEY, OLD_KEY);

        Recorded request = server.request();
        assertThat(request.header("webhook-signature"))
                .isEqualTo("v1," + hmac(KEY, request) + " v1," + hmac(OLD_KEY, request));
    }

    @Test
    void anotherAttemptHasTheSameIdAndATimestampOfItsOwn() {
        send(TestRenderedNotices.firing(), KEY);
        webhook(Clock.fixed(NOW.plusSeconds(60), ZoneOffset.UTC), KEY).send(TestRenderedNotices.firing());

        assertThat(server.requests())
                .extracting(request -> request.header("webhook-id"))
                .containsExactly("n-42-FIRING", "n-42-FIRING");
        assertThat(server.requests())
                .extracting(request -> request.header("webhook-timestamp"))
                .containsExactly("1767268830", "1767268890");
    }

    @Test
    void everythingOfTheRenderedNoticeIsInThePayload() {
        send(TestRenderedNotices.firing(), KEY);

        JsonNode payload = server.request().json();
        assertThat(payload.path("type").asText()).isEqualTo("alert.firing");
        assertThat(payload.path("timestamp").asText()).isEqualTo("2026-01-01T12:00:00Z");
        JsonNode data = payload.path("data");
        assertThat(data.path("id").asText()).isEqualTo("n-42-FIRING");
        assertThat(data.path("key").asText()).isEqualTo("a1b2c3");
        assertThat(data.path("state").asText()).isEqualTo("firing");
        assertThat(data.path("severity").asText()).isEqualTo("error");
        assertThat(data.path("title").asText()).isEqualTo("30007 Message filtered, 12 times, +14155550100");
        assertThat(data.path("text").asText())
                .isEqualTo(TestRenderedNotices.firing().text());
        assertThat(data.path("labels").toString())
                .isEqualTo("{\"error_code\":\"30007\",\"from\":\"+14155550100\",\"rule\":\"filtered\"}");
        assertThat(data.path("fresh").asLong()).isEqualTo(12);
        assertThat(data.path("total").asLong()).isEqualTo(12);
        assertThat(data.path("since").asText()).isEqualTo("2026-01-01T11:30:00Z");
        assertThat(data.path("at").asText()).isEqualTo("2026-01-01T12:00:00Z");
        assertThat(data.path("facts")).hasSize(3);
        assertThat(data.at("/facts/1").toString()).isEqualTo("{\"name\":\"From\",\"value\":\"+14155550100\"}");
        assertThat(data.path("examples")).hasSize(3);
        assertThat(data.at("/examples/0").toString())
                .isEqualTo("{\"text\":\"12:00:00 SMS to +14155550101\",\"links\":[{\"text\":\"Timeline\","
                        + "\"url\":\"https://ringback.example/messages/SM1\"}]}");
        assertThat(data.path("links")).hasSize(3);
    }

    @Test
    void theEndIsOfAnotherType() {
        send(TestRenderedNotices.resolved(), KEY);

        assertThat(server.request().json().path("type").asText()).isEqualTo("alert.resolved");
        assertThat(server.request().json().at("/data/state").asText()).isEqualTo("resolved");
    }

    @ParameterizedTest
    @CsvSource({"302, FAILED", "400, FAILED", "404, FAILED", "410, REFUSED", "422, FAILED", "429, FAILED", "502, FAILED"
    })
    void onlyGoneIsARefusal(int status, Outcome outcome) {
        server.answers(status, Map.of("Retry-After", "90"), "no");

        Reply reply = send(TestRenderedNotices.firing(), KEY);

        assertThat(reply.outcome()).isEqualTo(outcome);
        assertThat(reply.retryAfter()).isEqualTo(Duration.ofSeconds(90));
        assertThat(reply.reason()).startsWith(Integer.toString(status)).endsWith(": no");
    }

    @Test
    void itWorksByItsOptions() throws Exception {
        TestOptions options =
                TestOptions.of("url", server.url("/hooks")).and("secrets", List.of(secret(KEY), secret(OLD_KEY)));

        Reply reply = Webhook.read(options).apply(server.http()).send(TestRenderedNotices.firing());

        assertThat(options.problems()).isEmpty();
        assertThat(reply.outcome()).isEqualTo(Outcome.DELIVERED);
        Recorded request = server.request();
        assertThat(request.header("webhook-signature"))
                .isEqualTo("v1," + hmac(KEY, request) + " v1," + hmac(OLD_KEY, request));
    }

    @Test
    void urlAndSecretMustBeThere() {
        TestOptions options = TestOptions.none();

        Webhook.read(options);

        assertThat(options.problems()).containsExactly("url: is missing", "secrets: is missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c2hvcnQ=",
                "whsec_",
                "whsec_c2hvcnQ=",
                "whsec_not base64",
                "YSBrZXkgb2YgdGhpcnR5LXR3byBieXRlcyE="
            })
    void wrongSecretsAreNoted(String secret) {
        TestOptions options = TestOptions.of("url", "https://example.com/").and("secrets", secret);

        Webhook.read(options);

        assertThat(options.problems()).containsExactly("secrets: must each be whsec_ and the base64 of 24 to 64 bytes");
    }

    @Test
    void tooLongASecretIsNoted() {
        TestOptions options = TestOptions.of("url", "https://example.com/").and("secrets", secret("k".repeat(65)));

        Webhook.read(options);

        assertThat(options.problems()).hasSize(1);
    }

    private Reply send(RenderedNotice notice, String... keys) {
        return webhook(Clock.fixed(NOW, ZoneOffset.UTC), keys).send(notice);
    }

    private Webhook webhook(Clock clock, String... keys) {
        List<Secret> secrets =
                List.of(keys).stream().map(key -> Secret.of(secret(key))).toList();
        return new Webhook(server.http(), server.url("/hooks/alerts?from=ringback"), secrets, clock);
    }

    private static String secret(String key) {
        return "whsec_" + Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private static String hmac(String key, Recorded request) throws Exception {
        String signed = request.header("webhook-id") + "." + request.header("webhook-timestamp") + "." + request.body();
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    }
}
