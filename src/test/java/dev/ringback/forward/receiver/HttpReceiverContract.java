package dev.ringback.forward.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.forward.notice.RenderedNotice;
import dev.ringback.forward.notice.TestRenderedNotices;
import dev.ringback.model.DeliveryAttempt.Outcome;
import dev.ringback.outbound.OutboundHttp;
import dev.ringback.outbound.PrivateNetworkGuard;
import dev.ringback.outbound.RecordingServer;
import dev.ringback.outbound.RecordingServer.Recorded;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests what all receivers share that send an HTTP request to a URL. */
public abstract class HttpReceiverContract {
    /** Part of the path of the URL; nobody may read it in a reply. */
    protected static final String SECRET = "hush-hush-this-is-the-key";

    protected final RecordingServer server = RecordingServer.start();

    /** How the kind reads its options. */
    protected abstract ReceiverKind kind();

    /** The options of a receiver at a URL, without any problem. */
    protected abstract TestOptions options(URI url);

    /** The field that is asked for first, and missed. */
    protected String requiredField() {
        return "url";
    }

    /** Makes the service respond as it does on success. */
    protected abstract void answerWell();

    @BeforeEach
    void allIsWell() {
        answerWell();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    protected final TestOptions options() {
        return options(server.url("/a/" + SECRET));
    }

    protected final Reply send(RenderedNotice notice) {
        return kind().read(options()).apply(server.http()).send(notice);
    }

    /** The one request that this makes. */
    protected final Recorded sent(RenderedNotice notice) {
        assertThat(send(notice).outcome()).isEqualTo(Outcome.DELIVERED);
        return server.request();
    }

    @Test
    void goodAnswersAreDeliveries() {
        Reply reply = send(TestRenderedNotices.firing());

        assertThat(reply.outcome()).isEqualTo(Outcome.DELIVERED);
        assertThat(reply.reason()).startsWith("20");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void aTextOfTheUsersOwnTemplateIsShown() {
        assertThat(sent(TestRenderedNotices.inOwnWords()).body()).contains("Wake up and call Ada");
    }

    @Test
    void jsonIsPosted() {
        Recorded request = sent(TestRenderedNotices.firing());

        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).startsWith("/a/" + SECRET);
        assertThat(request.header("content-type")).startsWith("application/json");
        assertThat(request.json().isObject()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "302, FAILED",
        "400, REFUSED",
        "401, FAILED",
        "403, FAILED",
        "404, FAILED",
        "410, REFUSED",
        "413, REFUSED",
        "429, FAILED",
        "500, FAILED",
        "503, FAILED",
    })
    void otherAnswersAreNot(int status, Outcome outcome) {
        server.answers(status, Map.of("Location", "/elsewhere"), "because");

        Reply reply = send(TestRenderedNotices.firing());

        assertThat(reply.outcome()).isEqualTo(outcome);
        assertThat(reply.reason()).startsWith(String.valueOf(status)).endsWith("because");
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void whenToComeBackIsHeard(int status) {
        server.answers(status, Map.of("Retry-After", "17"), "later");

        assertThat(send(TestRenderedNotices.firing()).retryAfter()).isEqualTo(Duration.ofSeconds(17));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 500})
    void repliesHoldNoSecretEvenWhereAnswersDo(int status) {
        server.answers(status, "There is no /a/" + SECRET + " at " + server.url("/a/" + SECRET) + " (" + SECRET + ")");

        assertThat(send(TestRenderedNotices.firing()).reason())
                .contains("There is no ***")
                .doesNotContain(SECRET);
    }

    @Test
    void nobodyThereIsAFailureWithoutSecrets() throws IOException {
        ReceiverOptions options = options();
        server.close();
        try (OutboundHttp http =
                new OutboundHttp(new PrivateNetworkGuard(List.of("127.0.0.1")), Duration.ofSeconds(10))) {
            Reply reply = kind().read(options).apply(http).send(TestRenderedNotices.firing());

            assertThat(reply.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(reply.reason()).containsIgnoringCase("refused").doesNotContain(SECRET);
        }
    }

    @Test
    void allOptionsAreKnown() {
        TestOptions options = options();
        kind().read(options);

        assertThat(options.problems()).isEmpty();
        assertThat(options.unknown()).isEmpty();
    }

    @Test
    void missingOptionsAreNamed() {
        TestOptions options = TestOptions.none();
        kind().read(options);

        assertThat(options.problems()).containsExactly(requiredField() + ": is missing");
    }
}
