package dev.ringback.forward.receiver.apprise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringback.forward.notice.RenderedNotice.Severity;
import dev.ringback.forward.notice.TestRenderedNotices;
import dev.ringback.forward.receiver.HttpReceiverContract;
import dev.ringback.forward.receiver.ReceiverKind;
import dev.ringback.forward.receiver.Reply;
import dev.ringback.forward.receiver.TestOptions;
import dev.ringback.model.DeliveryAttempt.Outcome;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppriseTest extends HttpReceiverContract {
    @Override
    protected ReceiverKind kind() {
        return Apprise::read;
    }

    @Override
    protected TestOptions options(URI url) {
        return TestOptions.of("url", url).and("tag", "on-call,family");
    }

    @Override
    protected void answerWell() {
        server.answers(200, "{\"error\": null, \"details\": []}");
    }

    @Test
    void sendsTitleAndText() {
        JsonNode message = sent(TestRenderedNotices.firing()).json();

        assertThat(message.path("title").asText()).isEqualTo("30007 Message filtered, 12 times, +14155550100");
        assertThat(message.path("body").asText())
                .isEqualTo(TestRenderedNotices.firing().text());
        assertThat(message.path("format").asText()).isEqualTo("text");
        assertThat(message.path("tag").asText()).isEqualTo("on-call,family");
    }

    @Test
    void withoutATagSendsNone() {
        kind().read(TestOptions.of("url", server.url("/notify/key")))
                .apply(server.http())
                .send(TestRenderedNotices.firing());

        assertThat(server.request().json().has("tag")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"ERROR, failure", "WARNING, warning", "INFO, info"})
    void howBadItIsGivesTheType(Severity severity, String type) {
        assertThat(sent(TestRenderedNotices.of(severity)).json().path("type").asText())
                .isEqualTo(type);
    }

    @Test
    void resolvedNoticesHaveTheTypeSuccess() {
        assertThat(sent(TestRenderedNotices.resolved()).json().path("type").asText())
                .isEqualTo("success");
    }

    @Test
    void longTextsAreCut() {
        JsonNode message = sent(TestRenderedNotices.enormous()).json();

        assertThat(message.path("body").asText()).hasSizeBetween(19_990, 20_000).endsWith("\u2026");
    }

    @Test
    void markupIsText() {
        JsonNode message = sent(TestRenderedNotices.markup()).json();

        assertThat(message.path("title").asText()).isEqualTo(TestRenderedNotices.MARKUP);
        assertThat(message.path("body").asText()).startsWith(TestRenderedNotices.MARKUP);
    }

    @Test
    void nothingUnderTheKeyIsAFailure() {
        server.answers(204, "");

        Reply reply = send(TestRenderedNotices.firing());

        assertThat(reply.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(reply.reason()).contains("nothing is set up");
    }

    @Test
    void aServiceThatCouldNotBeToldIsAFailure() {
        server.answers(424, "{\"error\": \"One or more notifications could not be sent\"}");

        assertThat(send(TestRenderedNotices.firing()).outcome()).isEqualTo(Outcome.FAILED);
    }
}
