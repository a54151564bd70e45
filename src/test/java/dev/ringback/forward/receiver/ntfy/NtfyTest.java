package dev.ringback.forward.receiver.ntfy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringback.forward.notice.RenderedNotice.Severity;
import dev.ringback.forward.notice.TestRenderedNotices;
import dev.ringback.forward.receiver.HttpReceiverContract;
import dev.ringback.forward.receiver.ReceiverKind;
import dev.ringback.forward.receiver.TestOptions;
import dev.ringback.outbound.RecordingServer.Recorded;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NtfyTest extends HttpReceiverContract {
    private static final String TOKEN = "tk_of_a_test_and_no_other";

    @Override
    protected ReceiverKind kind() {
        return Ntfy::read;
    }

    @Override
    protected TestOptions options(URI url) {
        return TestOptions.of("url", url).and("topic", "alerts").and("token", TOKEN);
    }

    @Override
    protected String requiredField() {
        return "topic";
    }

    @Override
    protected void answerWell() {
        server.answers(200, "{\"id\":\"a\",\"event\":\"message\"}");
    }

    @Test
    void publishesJsonWithLinks() {
        Recorded request = sent(TestRenderedNotices.firing());
        JsonNode message = request.json();

        assertThat(request.header("authorization")).isEqualTo("Bearer " + TOKEN);
        assertThat(message.path("topic").asText()).isEqualTo("alerts");
        assertThat(message.path("title").asText()).isEqualTo("30007 Message filtered, 12 times, +14155550100");
        assertThat(message.path("message").asText())
                .isEqualTo(TestRenderedNotices.firing().text());
        assertThat(message.path("priority").asInt()).isEqualTo(4);
        assertThat(message.at("/tags/0").asText()).isEqualTo("rotating_light");
        assertThat(message.path("click").asText()).startsWith("https://ringback.example/alerts/filtered");
        assertThat(message.path("actions")).hasSize(3);
        assertThat(message.at("/actions/1/action").asText()).isEqualTo("view");
        assertThat(message.at("/actions/1/label").asText()).isEqualTo("Silence for 4 hours");
        assertThat(message.at("/actions/1/url").asText())
                .isEqualTo("https://ringback.example/silence?key=a1b2c3&for=4h");
    }

    @Test
    void withoutATokenSendsNone() {
        kind().read(TestOptions.of("url", server.url("/")).and("topic", "alerts"))
                .apply(server.http())
                .send(TestRenderedNotices.firing());

        assertThat(server.request().headers()).doesNotContainKey("authorization");
        assertThat(server.request().path()).isEqualTo("/");
    }

    @Test
    void theTokenIsInNoReply() {
        server.answers(401, "who is Bearer " + TOKEN + "?");

        assertThat(send(TestRenderedNotices.firing()).reason()).isEqualTo("401 Unauthorized: who is ***?");
    }

    @ParameterizedTest
    @CsvSource({"ERROR, 4, rotating_light", "WARNING, 3, warning", "INFO, 2, information_source"})
    void howBadItIsGivesThePriority(Severity severity, int priority, String tag) {
        JsonNode message = sent(TestRenderedNotices.of(severity)).json();

        assertThat(message.path("priority").asInt()).isEqualTo(priority);
        assertThat(message.at("/tags/0").asText()).isEqualTo(tag);
    }

    @Test
    void resolvedNoticesAreTicked() {
        JsonNode message = sent(TestRenderedNotices.resolved()).json();

        assertThat(message.path("priority").asInt()).isEqualTo(3);
        assertThat(message.at("/tags/0").asText()).isEqualTo("white_check_mark");
        assertThat(message.path("title").asText()).startsWith("Resolved:");
    }

    @Test
    void keepsWithinEveryLimit() {
        Recorded request = sent(TestRenderedNotices.enormous());

        assertThat(request.body().getBytes(StandardCharsets.UTF_8).length).isBetween(2000, 8192);
        JsonNode message = request.json();
        assertThat(message.path("message").asText().getBytes(StandardCharsets.UTF_8).length)
                .isBetween(2000, 4096);
        assertThat(message.path("message").asText()).endsWith("\u2026");
        assertThat(message.path("actions").size()).isLessThanOrEqualTo(3);
    }

    @Test
    void markupIsText() {
        JsonNode message = sent(TestRenderedNotices.markup()).json();

        assertThat(message.path("title").asText()).isEqualTo(TestRenderedNotices.MARKUP);
        assertThat(message.path("message").asText()).startsWith(TestRenderedNotices.MARKUP);
        assertThat(message.has("markdown")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"two words", "a/b", "\u00fc", "0123456789012345678901234567890123456789012345678901234567890123x"
            })
    void topicsThatNtfyDoesNotTakeAreNamed(String topic) {
        TestOptions options = TestOptions.of("topic", topic);
        kind().read(options);

        assertThat(options.problems()).containsExactly("topic: must be 1 to 64 letters, digits, - or _");
    }
}
