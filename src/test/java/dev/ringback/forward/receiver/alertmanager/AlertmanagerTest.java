package dev.ringback.forward.receiver.alertmanager;

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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertmanagerTest {
    private final RecordingServer server = RecordingServer.start();

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void aNoticeIsAnAlertThatFires() {
        Reply reply = send(TestRenderedNotices.firing(), options());

        assertThat(reply).isEqualTo(Reply.delivered("200 OK"));
        Recorded request = server.request();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/am/api/v2/alerts");
        assertThat(request.header("content-type")).isEqualTo("application/json");
        assertThat(request.headers()).doesNotContainKey("authorization");
        assertThat(request.json()).hasSize(1);
        JsonNode alert = request.json().path(0);
        assertThat(alert.path("labels").toString())
                .isEqualTo("{\"alertname\":\"filtered\",\"error_code\":\"30007\",\"from\":\"+14155550100\"}");
        JsonNode annotations = alert.path("annotations");
        assertThat(annotations.path("summary").asText()).isEqualTo("30007 Message filtered, 12 times, +14155550100");
        assertThat(annotations.path("description").asText())
                .isEqualTo(TestRenderedNotices.firing().text());
        assertThat(annotations.path("severity").asText()).isEqualTo("error");
        assertThat(annotations.path("total").isTextual()).isTrue();
        assertThat(annotations.path("links").asText())
                .contains("\nSilence for 4 hours: https://ringback.example/silence?key=a1b2c3&for=4h\n");
        assertThat(alert.path("startsAt").asText()).isEqualTo("2026-01-01T11:30:00Z");
        assertThat(alert.path("generatorURL").asText())
                .isEqualTo("https://ringback.example/alerts/filtered?from=%2B14155550100&all=1");
    }

    @Test
    void anAlertOutlastsTheTimeToItsRepetition() {
        Instant now = Instant.parse("2026-01-01T12:00:07Z");
        Alertmanager alertmanager = new Alertmanager(
                server.http(),
                server.url("/api/v2/alerts"),
                new Authorization("", ""),
                new AlertJson(Map.of(), Duration.ofHours(30)),
                Clock.fixed(now, ZoneOffset.UTC));

        alertmanager.send(TestRenderedNotices.firing());

        assertThat(server.request().json().at("/0/endsAt").asText()).isEqualTo("2026-01-02T18:00:07Z");
    }

    @Test
    void itLastsADayUnlessItIsSaidOtherwise() {
        Instant before = Instant.now();
        send(TestRenderedNotices.firing(), options());
        send(TestRenderedNotices.firing(), options().and("resolve_timeout", "7d"));
        Instant after = Instant.now();

        assertThat(end(0)).isBetween(before.plus(Duration.ofDays(1)), after.plus(Duration.ofDays(1)));
        assertThat(end(1)).isBetween(before.plus(Duration.ofDays(7)), after.plus(Duration.ofDays(7)));
    }

    @Test
    void theEndIsOfTheSameAlert() {
        send(TestRenderedNotices.firing(), options());
        send(TestRenderedNotices.resolved(), options());

        JsonNode over = server.requests().get(1).json().path(0);
        assertThat(over.path("labels"))
                .isEqualTo(server.requests().get(0).json().path(0).path("labels"));
        assertThat(over.path("startsAt").asText()).isEqualTo("2026-01-01T11:30:00Z");
        assertThat(over.path("endsAt").asText()).isEqualTo("2026-01-01T12:00:00Z");
    }

    @Test
    void labelsAreNamedAsPrometheusAllowsAndNeverEmpty() {
        RenderedNotice firing = TestRenderedNotices.firing();
        send(
                new RenderedNotice(
                        firing.id(),
                        firing.key(),
                        firing.state(),
                        firing.severity(),
                        firing.title(),
                        firing.text(),
                        Map.of("rule", "r", "error-code", "1", "7th", "2", "host", ""),
                        firing.fresh(),
                        firing.total(),
                        firing.since(),
                        firing.at(),
                        firing.facts(),
                        firing.examples(),
                        List.of()),
                options().and("labels", List.of("team=messaging", "severity=critical")));

        JsonNode alert = server.request().json().path(0);
        assertThat(alert.path("labels").toString())
                .isEqualTo("{\"_7th\":\"2\",\"alertname\":\"r\",\"error_code\":\"1\",\"severity\":\"critical\","
                        + "\"team\":\"messaging\"}");
        assertThat(alert.has("generatorURL")).isFalse();
    }

    @Test
    void enormousNoticesAreCut() {
        send(TestRenderedNotices.enormous(), options());

        JsonNode alert = server.request().json().path(0);
        assertThat(alert.at("/labels/alertname").asText().length()).isEqualTo(1000);
        assertThat(alert.at("/annotations/description").asText().length()).isBetween(19_900, 20_000);
    }

    @Test
    void itLetsUsInByNameAndPassword() {
        send(TestRenderedNotices.firing(), options().and("username", "ringback").and("password", "open sesame"));

        assertThat(server.request().header("authorization"))
                .isEqualTo("Basic "
                        + Base64.getEncoder().encodeToString("ringback:open sesame".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void itLetsUsInByToken() {
        send(TestRenderedNotices.firing(), options().and("token", "token-for-tests"));

        assertThat(server.request().header("authorization")).isEqualTo("Bearer token-for-tests");
    }

    @ParameterizedTest
    @CsvSource({"400, REFUSED", "401, FAILED", "404, FAILED", "429, FAILED", "500, FAILED", "503, FAILED"})
    void failures(int status, Outcome outcome) {
        server.answers(status, Map.of("Retry-After", "5"), "\"not with token-for-tests\"");

        Reply reply = send(TestRenderedNotices.firing(), options().and("token", "token-for-tests"));

        assertThat(reply.outcome()).isEqualTo(outcome);
        assertThat(reply.retryAfter()).isEqualTo(Duration.ofSeconds(5));
        assertThat(reply.reason())
                .startsWith(Integer.toString(status))
                .contains("not with")
                .doesNotContain("token-for-tests");
    }

    @Test
    void aPasswordIsNotRepeated() {
        server.answers(401, "not with open sesame");

        Reply reply = send(
                TestRenderedNotices.firing(),
                options().and("username", "ringback").and("password", "open sesame"));

        assertThat(reply.reason()).contains("not with").doesNotContain("sesame");
    }

    @Test
    void problemsNameTheirFields() {
        TestOptions options = TestOptions.of("username", "ringback")
                .and("token", "token-for-tests")
                .and("labels", List.of("team=messaging", "no-name=1", "severity"))
                .and("resolve_timeout", "soon");

        Alertmanager.read(options);

        assertThat(options.problems())
                .containsExactly(
                        "url: is missing",
                        "password: is missing: a username and a password belong together",
                        "token: must not stand beside a username",
                        "labels: must be a list of name=value, with names like Prometheus has them",
                        "labels: must be a list of name=value, with names like Prometheus has them",
                        "resolve_timeout: is no duration: write it like 30s, 5m, 1h30m or 7d");
    }

    private Instant end(int request) {
        return Instant.parse(
                server.requests().get(request).json().at("/0/endsAt").asText());
    }

    private TestOptions options() {
        return TestOptions.of("url", server.url("/am/"));
    }

    private Reply send(RenderedNotice notice, TestOptions options) {
        Reply reply = Alertmanager.read(options).apply(server.http()).send(notice);
        assertThat(options.problems()).isEmpty();
        assertThat(options.unknown()).isEmpty();
        return reply;
    }
}
