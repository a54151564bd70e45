package dev.ringback.forward.receiver.pagerduty;

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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PagerDutyTest {
    private static final String ROUTING_KEY = "routing-key-for-tests";

    private final RecordingServer server = RecordingServer.start().answers(202, "{\"status\":\"success\"}");

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void aNoticeTriggersAnAlert() {
        Reply reply = send(TestRenderedNotices.firing());

        assertThat(reply).isEqualTo(Reply.delivered("202 Accepted"));
        Recorded request = server.request();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/v2/enqueue");
        assertThat(request.header("content-type")).isEqualTo("application/json");
        JsonNode event = request.json();
        assertThat(event.path("routing_key").asText()).isEqualTo(ROUTING_KEY);
        assertThat(event.path("event_action").asText()).isEqualTo("trigger");
        assertThat(event.path("dedup_key").asText()).isEqualTo("a1b2c3");
        assertThat(event.path("client").asText()).isEqualTo("Ringback");
        assertThat(event.path("links")).hasSize(3);
        assertThat(event.at("/links/0/href").asText())
                .isEqualTo("https://ringback.example/alerts/filtered?from=%2B14155550100&all=1");
        assertThat(event.at("/links/0/text").asText()).isEqualTo("Open");
        JsonNode payload = event.path("payload");
        assertThat(payload.path("summary").asText()).isEqualTo("30007 Message filtered, 12 times, +14155550100");
        assertThat(payload.path("severity").asText()).isEqualTo("error");
        assertThat(payload.path("source").asText()).isEqualTo("Twilio");
        assertThat(payload.path("timestamp").asText()).isEqualTo("2026-01-01T12:00:00Z");
        assertThat(payload.path("group").asText()).isEqualTo("filtered");
        assertThat(payload.path("class").asText()).isEqualTo("30007");
        JsonNode details = payload.path("custom_details");
        assertThat(details.path("Error").asText()).isEqualTo("30007 Message filtered");
        assertThat(details.at("/labels/from").asText()).isEqualTo("+14155550100");
        assertThat(details.path("new").asLong()).isEqualTo(12);
        assertThat(details.path("examples")).hasSize(3);
        assertThat(details.path("text").asText())
                .isEqualTo(TestRenderedNotices.firing().text());
    }

    @Test
    void theEndResolvesTheSameAlert() {
        send(TestRenderedNotices.resolved());

        JsonNode event = server.request().json();
        assertThat(event.path("event_action").asText()).isEqualTo("resolve");
        assertThat(event.path("dedup_key").asText())
                .isEqualTo(TestRenderedNotices.firing().key());
        assertThat(event.path("routing_key").asText()).isEqualTo(ROUTING_KEY);
    }

    @ParameterizedTest
    @CsvSource({"ERROR, error", "WARNING, warning", "INFO, info"})
    void severitiesAreThoseOfPagerDuty(Severity severity, String expected) {
        send(TestRenderedNotices.of(severity));

        assertThat(server.request().json().at("/payload/severity").asText()).isEqualTo(expected);
    }

    @Test
    void enormousNoticesFit() {
        send(TestRenderedNotices.enormous());

        Recorded request = server.request();
        JsonNode event = request.json();
        assertThat(request.body().getBytes(StandardCharsets.UTF_8).length).isLessThan(512_000);
        assertThat(event.at("/payload/summary").asText().length()).isLessThanOrEqualTo(1024);
        assertThat(event.path("dedup_key").asText().length()).isLessThanOrEqualTo(255);
        assertThat(request.body()).doesNotContain("?\u2026");
        assertThat(event.path("links"))
                .isNotEmpty()
                .allSatisfy(
                        link -> assertThat(link.path("href").asText().length()).isLessThanOrEqualTo(2048));
    }

    @Test
    void evenTextThatIsEscapedWhollyFits() {
        RenderedNotice plain = TestRenderedNotices.enormous();
        send(new RenderedNotice(
                plain.id(),
                plain.key(),
                plain.state(),
                plain.severity(),
                plain.title(),
                "\u0001".repeat(200_000),
                plain.labels(),
                plain.fresh(),
                plain.total(),
                plain.since(),
                plain.at(),
                plain.facts(),
                plain.examples(),
                plain.links()));

        assertThat(server.request().body().length()).isBetween(120_000, 512_000);
    }

    @ParameterizedTest
    @CsvSource({"400, REFUSED", "403, FAILED", "429, FAILED", "500, FAILED", "503, FAILED"})
    void failuresAreWhatTheDocumentationSays(int status, Outcome outcome) {
        server.answers(status, Map.of("Retry-After", "70"), "{\"errors\":[\"no such key: " + ROUTING_KEY + "\"]}");

        Reply reply = send(TestRenderedNotices.firing());

        assertThat(reply.outcome()).isEqualTo(outcome);
        assertThat(reply.retryAfter()).isEqualTo(Duration.ofSeconds(70));
        assertThat(reply.reason())
                .startsWith(Integer.toString(status))
                .contains("no such key")
                .doesNotContain(ROUTING_KEY);
    }

    @Test
    void theKeyMustBeThere() {
        TestOptions options = TestOptions.of("uri", "https://events.eu.pagerduty.com/v2/enqueue");

        PagerDuty.read(options);

        assertThat(options.problems()).containsExactly("routing_key: is missing");
        assertThat(options.unknown()).containsExactly("uri");
    }

    private Reply send(RenderedNotice notice) {
        TestOptions options = TestOptions.of("url", server.url("/v2/enqueue")).and("routing_key", ROUTING_KEY);
        Reply reply = PagerDuty.read(options).apply(server.http()).send(notice);
        assertThat(options.problems()).isEmpty();
        return reply;
    }
}
