package dev.ringback.forward.receiver.opsgenie;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringback.forward.notice.RenderedNotice;
import dev.ringback.forward.notice.RenderedNotice.Severity;
import dev.ringback.forward.notice.TestRenderedNotices;
import dev.ringback.forward.receiver.Reply;
import dev.ringback.forward.receiver.TestOptions;
import dev.ringback.model.DeliveryAttempt.Outcome;
import dev.ringback.outbound.RecordingServer;
import dev.ringback.outbound.RecordingServer.Recorded;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpsgenieTest {
    private static final String API_KEY = "api-key-for-tests";

    private final RecordingServer server =
            RecordingServer.start().answers(202, "{\"result\":\"Request will be processed\"}");

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void aNoticeCreatesAnAlert() {
        Reply reply = send(TestRenderedNotices.firing());

        assertThat(reply).isEqualTo(Reply.delivered("202 Accepted"));
        Recorded request = server.request();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/v2/alerts");
        assertThat(request.header("authorization")).isEqualTo("GenieKey " + API_KEY);
        assertThat(request.header("content-type")).isEqualTo("application/json");
        JsonNode alert = request.json();
        assertThat(alert.path("message").asText()).isEqualTo("30007 Message filtered, 12 times, +14155550100");
        assertThat(alert.path("alias").asText()).isEqualTo("a1b2c3");
        assertThat(alert.path("description").asText())
                .isEqualTo(TestRenderedNotices.firing().text());
        assertThat(alert.path("tags").toString())
                .isEqualTo("[\"error_code:30007\",\"from:+14155550100\",\"rule:filtered\"]");
        assertThat(alert.at("/details/Error").asText()).isEqualTo("30007 Message filtered");
        assertThat(alert.at("/details/Open").asText())
                .isEqualTo("https://ringback.example/alerts/filtered?from=%2B14155550100&all=1");
        assertThat(alert.path("source").asText()).isEqualTo("Ringback");
        assertThat(alert.path("priority").asText()).isEqualTo("P2");
        assertThat(alert.has("entity")).isFalse();
    }

    @Test
    void theEndClosesTheAlertByItsAlias() {
        send(TestRenderedNotices.resolved());

        Recorded request = server.request();
        assertThat(request.path()).isEqualTo("/v2/alerts/a1b2c3/close?identifierType=alias");
        assertThat(request.header("authorization")).isEqualTo("GenieKey " + API_KEY);
        assertThat(request.json().path("note").asText()).isEqualTo("Resolved: 30007 Message filtered, +14155550100");
        assertThat(request.json().path("source").asText()).isEqualTo("Ringback");
    }

    @ParameterizedTest
    @CsvSource({"ERROR, P2", "WARNING, P3", "INFO, P5"})
    void theWorseTheHigherThePriority(Severity severity, String priority) {
        send(TestRenderedNotices.of(severity));

        assertThat(server.request().json().path("priority").asText()).isEqualTo(priority);
    }

    @Test
    void enormousNoticesFit() {
        RenderedNotice enormous = TestRenderedNotices.enormous();
        Map<String, String> labels = new HashMap<>(Map.of("host", "h".repeat(600)));
        for (int i = 0; i < 30; i++) {
            labels.put("label" + i, "v".repeat(100));
        }
        send(new RenderedNotice(
                enormous.id(),
                enormous.key(),
                enormous.state(),
                enormous.severity(),
                enormous.title(),
                enormous.text(),
                labels,
                enormous.fresh(),
                enormous.total(),
                enormous.since(),
                enormous.at(),
                enormous.facts(),
                enormous.examples(),
                enormous.links()));

        JsonNode alert = server.request().json();
        assertThat(alert.path("message").asText().length()).isBetween(120, 130);
        assertThat(alert.path("description").asText().length()).isBetween(14_900, 15_000);
        assertThat(alert.path("entity").asText().length()).isEqualTo(512);
        assertThat(alert.path("tags"))
                .hasSize(20)
                .allSatisfy(tag -> assertThat(tag.asText().length()).isLessThanOrEqualTo(50));
        int details = StreamSupport.stream(alert.path("details").properties().spliterator(), false)
                .mapToInt(detail ->
                        detail.getKey().length() + detail.getValue().asText().length())
                .sum();
        assertThat(details).isBetween(4000, 8000);
    }

    @ParameterizedTest
    @CsvSource({"401, FAILED", "403, FAILED", "422, REFUSED", "429, FAILED", "500, FAILED", "503, FAILED"})
    void failures(int status, Outcome outcome) {
        server.answers(status, Map.of("Retry-After", "30"), "{\"message\":\"Key " + API_KEY + " may not\"}");

        Reply reply = send(TestRenderedNotices.firing());

        assertThat(reply.outcome()).isEqualTo(outcome);
        assertThat(reply.retryAfter()).isEqualTo(Duration.ofSeconds(30));
        assertThat(reply.reason())
                .startsWith(Integer.toString(status))
                .contains("may not")
                .doesNotContain(API_KEY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/jsm/ops/integration", "/jsm/ops/integration/"})
    void jiraServiceManagementIsTheSameElsewhere(String path) {
        TestOptions options = TestOptions.of("url", server.url(path)).and("api_key", API_KEY);

        Opsgenie.read(options).apply(server.http()).send(TestRenderedNotices.resolved());

        assertThat(server.request().path())
                .isEqualTo("/jsm/ops/integration/v2/alerts/a1b2c3/close?identifierType=alias");
    }

    @Test
    void theKeyMustBeThere() {
        TestOptions options = TestOptions.of("url", "no URL");

        Opsgenie.read(options);

        assertThat(options.problems()).containsExactly("url: must be an https or http URL", "api_key: is missing");
    }

    private Reply send(RenderedNotice notice) {
        TestOptions options = TestOptions.of("url", server.url("")).and("api_key", API_KEY);
        Reply reply = Opsgenie.read(options).apply(server.http()).send(notice);
        assertThat(options.problems()).isEmpty();
        return reply;
    }
}
