package dev.ringback.forward.receiver.teams;

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
import java.nio.charset.StandardCharsets;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TeamsTest extends HttpReceiverContract {
    @Override
    protected ReceiverKind kind() {
        return Teams::read;
    }

    @Override
    protected TestOptions options(URI url) {
        return TestOptions.of("url", url + "?api-version=1&sig=" + SECRET);
    }

    @Override
    protected void answerWell() {
        server.answers(202, "");
    }

    @Test
    void theQueryWithTheSignatureIsKept() {
        assertThat(sent(TestRenderedNotices.firing()).path())
                .isEqualTo("/a/" + SECRET + "?api-version=1&sig=" + SECRET);
    }

    @Test
    void sendsAnAdaptiveCard() {
        JsonNode message = sent(TestRenderedNotices.firing()).json();

        assertThat(message.path("type").asText()).isEqualTo("message");
        assertThat(message.path("attachments")).hasSize(1);
        assertThat(message.at("/attachments/0/contentType").asText())
                .isEqualTo("application/vnd.microsoft.card.adaptive");
        JsonNode card = message.at("/attachments/0/content");
        assertThat(card.path("type").asText()).isEqualTo("AdaptiveCard");
        assertThat(card.path("version").asText()).isEqualTo("1.4");
        assertThat(line(card, 0)).isEqualTo("30007 Message filtered, 12 times, +14155550100");
        assertThat(card.at("/body/0/inlines/0/color").asText()).isEqualTo("Attention");
        assertThat(line(card, 1)).isEqualTo("Error: 30007 Message filtered");
        assertThat(line(card, 4)).isEqualTo("\u2022 12:00:00 SMS to +14155550101 Timeline");
        assertThat(card.at("/body/4/inlines/3/selectAction/url").asText())
                .isEqualTo("https://ringback.example/messages/SM1");
        assertThat(card.path("actions")).hasSize(3);
        assertThat(card.at("/actions/1/type").asText()).isEqualTo("Action.OpenUrl");
        assertThat(card.at("/actions/1/title").asText()).isEqualTo("Silence for 4 hours");
        assertThat(card.at("/actions/1/url").asText()).isEqualTo("https://ringback.example/silence?key=a1b2c3&for=4h");
    }

    @ParameterizedTest
    @CsvSource({"ERROR, Attention", "WARNING, Warning", "INFO, Accent"})
    void howBadItIsGivesTheColour(Severity severity, String color) {
        assertThat(sent(TestRenderedNotices.of(severity))
                        .json()
                        .findValue("color")
                        .asText())
                .isEqualTo(color);
    }

    @Test
    void resolvedNoticesHaveTheColourGood() {
        JsonNode message = sent(TestRenderedNotices.resolved()).json();

        assertThat(message.findValue("color").asText()).isEqualTo("Good");
        assertThat(line(message.at("/attachments/0/content"), 0)).startsWith("Resolved:");
    }

    @Test
    void keepsWithinTheLimitAndStillSaysSomethingOfEverything() {
        String body = sent(TestRenderedNotices.enormous()).body();

        assertThat(body.getBytes(StandardCharsets.UTF_8).length).isBetween(5_000, TeamsMessage.MAX_BYTES);
        JsonNode card = server.request().json().at("/attachments/0/content");
        assertThat(card.path("body")).hasSize(1 + 20 + 10);
        assertThat(line(card, 0)).startsWith("\uD83D\uDE00");
        assertThat(line(card, 30)).startsWith("\u2022 9Very");
        assertThat(body).doesNotContain("x".repeat(2001), "?q=xx\u2026");
    }

    @Test
    void withoutFactsAndExamplesTheTextIsShown() {
        JsonNode card = sent(TestRenderedNotices.bare()).json().at("/attachments/0/content");

        assertThat(card.path("body")).hasSize(2);
        assertThat(line(card, 1)).isEqualTo("A text\nof two lines");
        assertThat(card.path("actions")).isEmpty();
    }

    @Test
    void markupIsText() {
        JsonNode card = sent(TestRenderedNotices.markup()).json().at("/attachments/0/content");

        assertThat(card.findValuesAsText("type"))
                .doesNotContain("TextBlock", "FactSet")
                .contains("RichTextBlock", "TextRun");
        assertThat(line(card, 0)).isEqualTo(TestRenderedNotices.MARKUP);
        assertThat(line(card, 1)).isEqualTo(TestRenderedNotices.MARKUP + ": " + TestRenderedNotices.MARKUP);
    }

    @ParameterizedTest
    @CsvSource({"429, FAILED", "413, REFUSED", "500, FAILED"})
    void aRefusalInTheBodyIsNoDelivery(int status, Outcome outcome) {
        server.answers(
                200,
                "Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error " + status
                        + " with ContextId tcid=0");

        Reply reply = send(TestRenderedNotices.firing());

        assertThat(reply.outcome()).isEqualTo(outcome);
        assertThat(reply.reason()).startsWith(status + ": Webhook message delivery failed");
    }

    private static String line(JsonNode card, int number) {
        return StreamSupport.stream(card.at("/body/" + number + "/inlines").spliterator(), false)
                .map(run -> run.path("text").asText())
                .reduce("", String::concat);
    }

    @Test
    void somebodysOwnTextStandsInsteadOfFactsAndExamples() {
        RenderedNotice notice = TestRenderedNotices.inOwnWords();

        String body = sent(notice).body();

        assertThat(body).contains("Wake up and call Ada");
        notice.examples().forEach(example -> assertThat(body).doesNotContain(example.text()));
    }
}
