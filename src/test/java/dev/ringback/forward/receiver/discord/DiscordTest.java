package dev.ringback.forward.receiver.discord;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringback.forward.notice.RenderedNotice;
import dev.ringback.forward.notice.RenderedNotice.Severity;
import dev.ringback.forward.notice.TestRenderedNotices;
import dev.ringback.forward.receiver.HttpReceiverContract;
import dev.ringback.forward.receiver.ReceiverKind;
import dev.ringback.forward.receiver.Reply;
import dev.ringback.forward.receiver.TestOptions;
import dev.ringback.model.DeliveryAttempt.Outcome;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiscordTest extends HttpReceiverContract {
    @Override
    protected ReceiverKind kind() {
        return Discord::read;
    }

    @Override
    protected TestOptions options(URI url) {
        return TestOptions.of("url", url);
    }

    @Override
    protected void answerWell() {
        server.answers(204, "");
    }

    @Test
    void asksThatTheMessageBeSaved() {
        assertThat(sent(TestRenderedNotices.firing()).path()).isEqualTo("/a/" + SECRET + "?wait=true");
    }

    @Test
    void theQueryWithTheThreadIsKept() {
        kind().read(TestOptions.of("url", server.url("/hook?thread_id=7")))
                .apply(server.http())
                .send(TestRenderedNotices.firing());

        assertThat(server.request().path()).isEqualTo("/hook?thread_id=7&wait=true");
    }

    @Test
    void sendsAnEmbedThatCallsNobody() {
        JsonNode message = sent(TestRenderedNotices.firing()).json();

        assertThat(message.at("/allowed_mentions/parse").isArray()).isTrue();
        assertThat(message.at("/allowed_mentions/parse")).isEmpty();
        assertThat(message.has("content")).isFalse();
        assertThat(message.path("embeds")).hasSize(1);
        JsonNode embed = message.at("/embeds/0");
        assertThat(embed.path("title").asText()).isEqualTo("30007 Message filtered, 12 times, +14155550100");
        assertThat(embed.path("timestamp").asText()).isEqualTo("2026-01-01T12:00:00Z");
        assertThat(embed.path("fields")).hasSize(3);
        assertThat(embed.at("/fields/0/name").asText()).isEqualTo("Error");
        assertThat(embed.at("/fields/0/value").asText()).isEqualTo("30007 Message filtered");
        assertThat(embed.path("description").asText())
                .startsWith(
                        "\u2022 12\\:00\\:00 SMS to +14155550101 [Timeline](https://ringback.example/messages/SM1)\n")
                .contains("\n\n[Open](https://ringback.example/alerts/filtered?from=%2B14155550100&all=1)")
                .contains("[Silence for 4 hours](https://ringback.example/silence?key=a1b2c3&for=4h)");
    }

    @ParameterizedTest
    @CsvSource({"ERROR, 15548997", "WARNING, 16705372", "INFO, 5793266"})
    void howBadItIsGivesTheColour(Severity severity, int color) {
        assertThat(sent(TestRenderedNotices.of(severity))
                        .json()
                        .at("/embeds/0/color")
                        .asInt())
                .isEqualTo(color);
    }

    @Test
    void resolvedNoticesAreGreen() {
        JsonNode embed = sent(TestRenderedNotices.resolved()).json().at("/embeds/0");

        assertThat(embed.path("color").asInt()).isEqualTo(5763719);
        assertThat(embed.path("title").asText()).startsWith("Resolved");
    }

    @Test
    void keepsWithinEveryLimit() {
        JsonNode embed = sent(TestRenderedNotices.enormous()).json().at("/embeds/0");

        String title = embed.path("title").asText();
        String description = embed.path("description").asText();
        assertThat(title).hasSizeBetween(100, 256);
        assertThat(description).hasSizeBetween(1500, 4096).doesNotContain("x".repeat(1001));
        int total = title.length() + description.length();
        assertThat(embed.path("fields").size()).isBetween(1, 25);
        for (JsonNode field : embed.path("fields")) {
            assertThat(field.path("name").asText()).hasSizeBetween(1, 256);
            assertThat(field.path("value").asText()).hasSizeBetween(1, 1024);
            total += field.path("name").asText().length()
                    + field.path("value").asText().length();
        }
        assertThat(total).isBetween(4000, 6000);
    }

    @Test
    void withoutFactsAndExamplesTheTextIsShown() {
        JsonNode embed = sent(TestRenderedNotices.bare()).json().at("/embeds/0");

        assertThat(embed.path("description").asText()).isEqualTo("A text\nof two lines");
        assertThat(embed.path("fields")).isEmpty();
    }

    @Test
    void markupIsText() {
        JsonNode embed = sent(TestRenderedNotices.markup()).json().at("/embeds/0");

        assertThat(embed.path("title").asText())
                .startsWith(
                        "\\<b\\>&amp; \\*bold\\* \\_it\\_ \\~gone\\~ \\`code\\` \\[text\\]\\(https\\://evil.example/\\)")
                .contains("\\@everyone \\|\\|hidden\\|\\| \\# \\\\ ");
        assertThat(embed.path("description").asText())
                .doesNotContain("[text](", "\n#")
                .endsWith("](https://ringback.example/?a=1&b=%3Cb%3E_*~%7C%29)");
    }

    @Test
    void whenToComeBackIsHeardToTheMillisecond() {
        server.answers(
                429,
                Map.of("Retry-After", "2"),
                "{\"message\": \"You are being rate limited.\", \"retry_after\": 1.3371, \"global\": false}");

        Reply reply = send(TestRenderedNotices.firing());

        assertThat(reply.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(reply.retryAfter()).isEqualTo(Duration.ofMillis(1338));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"retry_after\": 1e300}; PT24H",
                "{\"retry_after\": \"soon\"};",
                "[];",
                "{;",
                "{\"retry_after\": -1};"
            })
    void strangeTimesToComeBackDoNoHarm(String body, Duration wait) {
        server.answers(429, body);

        assertThat(send(TestRenderedNotices.firing()).retryAfter()).isEqualTo(wait);
    }

    @Test
    void theReasonsOfDiscordAreKept() {
        server.answers(404, "{\"message\": \"Unknown Webhook\", \"code\": 10015}");

        assertThat(send(TestRenderedNotices.firing()).reason()).contains("Unknown Webhook");
    }

    @Test
    void somebodysOwnTextStandsInsteadOfFactsAndExamples() {
        RenderedNotice notice = TestRenderedNotices.inOwnWords();

        String body = sent(notice).body();

        assertThat(body).contains("Wake up and call Ada");
        notice.examples().forEach(example -> assertThat(body).doesNotContain(example.text()));
    }
}
