package dev.ringback.forward.receiver.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringback.forward.notice.RenderedNotice;
import dev.ringback.forward.notice.RenderedNotice.Severity;
import dev.ringback.forward.notice.TestRenderedNotices;
import dev.ringback.forward.receiver.HttpReceiverContract;
import dev.ringback.forward.receiver.ReceiverKind;
import dev.ringback.forward.receiver.TestOptions;
import dev.ringback.model.DeliveryAttempt.Outcome;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlackTest extends HttpReceiverContract {
    @Override
    protected ReceiverKind kind() {
        return Slack::read;
    }

    @Override
    protected TestOptions options(URI url) {
        return TestOptions.of("url", url);
    }

    @Override
    protected void answerWell() {
        server.answers(200, "ok");
    }

    @Test
    void sendsAHeaderFactsExamplesAndLinks() {
        JsonNode message = sent(TestRenderedNotices.firing()).json();

        assertThat(message.path("text").asText()).startsWith("30007 Message filtered, 12 times, +14155550100\nRule: ");
        assertThat(message.at("/blocks/0/type").asText()).isEqualTo("header");
        assertThat(message.at("/blocks/0/text/type").asText()).isEqualTo("plain_text");
        assertThat(message.at("/blocks/0/text/text").asText())
                .isEqualTo("30007 Message filtered, 12 times, +14155550100");
        JsonNode blocks = message.at("/attachments/0/blocks");
        assertThat(blocks.findValuesAsText("type"))
                .contains("section", "mrkdwn")
                .doesNotContain("button");
        assertThat(blocks.at("/0/fields")).hasSize(3);
        assertThat(blocks.at("/0/fields/0/text").asText()).isEqualTo("*Error*\n30007 Message filtered");
        assertThat(blocks.at("/0/fields/0/verbatim").asBoolean()).isTrue();
        assertThat(blocks.at("/1/text/text").asText())
                .hasLineCount(3)
                .startsWith("\u2022 12:00:00 SMS to +14155550101 <https://ringback.example/messages/SM1|Timeline>\n")
                .endsWith("\n\u2022 11:57:00 SMS to +14155550103 <https://ringback.example/messages/SM3|Timeline>");
        assertThat(blocks.at("/2/text/text").asText())
                .startsWith("<https://ringback.example/alerts/filtered?from=%2B14155550100&amp;all=1|Open>")
                .contains("<https://ringback.example/silence?key=a1b2c3&amp;for=4h|Silence for 4 hours>");
    }

    @ParameterizedTest
    @CsvSource({"ERROR, danger", "WARNING, warning", "INFO, #439fe0"})
    void howBadItIsGivesTheColour(Severity severity, String color) {
        assertThat(sent(TestRenderedNotices.of(severity))
                        .json()
                        .at("/attachments/0/color")
                        .asText())
                .isEqualTo(color);
    }

    @Test
    void resolvedNoticesHaveTheColourGood() {
        JsonNode message = sent(TestRenderedNotices.resolved()).json();

        assertThat(message.at("/attachments/0/color").asText()).isEqualTo("good");
        assertThat(message.at("/blocks/0/text/text").asText()).startsWith("Resolved:");
    }

    @Test
    void keepsWithinEveryLimit() {
        RenderedNotice enormous = TestRenderedNotices.enormous();
        JsonNode message = sent(enormous).json();

        assertThat(message.path("text").asText()).hasSizeBetween(3000, 4000);
        assertThat(message.at("/blocks/0/text/text").asText())
                .hasSizeBetween(148, 150)
                .matches("(\uD83D\uDE00)+\u2026");
        JsonNode blocks = message.at("/attachments/0/blocks");
        assertThat(blocks.size()).isBetween(4, 49);
        for (JsonNode block : blocks) {
            assertThat(block.path("text").path("text").asText()).hasSizeLessThanOrEqualTo(3000);
            assertThat(block.path("fields").size()).isLessThanOrEqualTo(10);
            for (JsonNode field : block.path("fields")) {
                assertThat(field.path("text").asText()).hasSizeBetween(1, 2000).doesNotContain("&\u2026", "&l\u2026");
            }
        }
        assertThat(message.toString()).doesNotContain("x".repeat(3000));
    }

    @Test
    void withoutFactsAndExamplesTheTextIsShown() {
        JsonNode blocks = sent(TestRenderedNotices.bare()).json().at("/attachments/0/blocks");

        assertThat(blocks).hasSize(1);
        assertThat(blocks.at("/0/text/text").asText()).isEqualTo("A text\nof two lines");
    }

    @Test
    void markupIsText() {
        JsonNode message = sent(TestRenderedNotices.markup()).json();

        assertThat(message.findValuesAsText("text"))
                .isNotEmpty()
                .allSatisfy(text -> assertThat(text).doesNotContain("<b>", "<!channel>", "<https://evil.example/"));
        assertThat(message.at("/blocks/0/text/text").asText()).startsWith("&lt;b&gt;&amp;amp; *bold*");
        assertThat(message.at("/attachments/0/blocks/2/text/text").asText())
                .startsWith("<https://ringback.example/?a=1&amp;b=%3Cb%3E_*~%7C)|&lt;b&gt;&amp;amp;");
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_payload, REFUSED",
        "403, action_prohibited, FAILED",
        "404, no_service, FAILED",
        "410, channel_is_archived, REFUSED",
        "500, rollup_error, FAILED",
    })
    void theWordsOfSlackAreKept(int status, String word, Outcome outcome) {
        server.answers(status, word);

        assertThat(send(TestRenderedNotices.firing()).outcome()).isEqualTo(outcome);
        assertThat(send(TestRenderedNotices.firing()).reason()).contains(word);
    }

    @Test
    void theUrlMayStandInAFile(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("url"), server.url("/from/a/file") + "\n");

        kind().read(TestOptions.of("url_file", file)).apply(server.http()).send(TestRenderedNotices.firing());

        assertThat(server.request().path()).isEqualTo("/from/a/file");
    }

    @Test
    void somebodysOwnTextStandsInsteadOfFactsAndExamples() {
        RenderedNotice notice = TestRenderedNotices.inOwnWords();

        String body = sent(notice).body();

        assertThat(body).contains("Wake up and call Ada");
        notice.examples().forEach(example -> assertThat(body).doesNotContain(example.text()));
    }
}
