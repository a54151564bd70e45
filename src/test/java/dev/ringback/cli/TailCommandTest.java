package dev.ringback.cli;

import static dev.ringback.TestCallbacks.messageStatus;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringback.Background;
import dev.ringback.TestCallbacks;
import dev.ringback.TestServer;
import dev.ringback.outbound.RecordingServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Follows the stream of a real server; where only the request counts, another remembers it. */
@Timeout(60)
class TailCommandTest {
    private static final String LIFE = "0123456789abcdef";
    private static final String SID = TestCallbacks.sid("SM");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private final RecordingServer server = RecordingServer.start();
    private final LinesThatAreEnough out = new LinesThatAreEnough();
    private final StringWriter err = new StringWriter();

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void everyFilterMayComeSeveralTimes() {
        server.answers(400, "{\"message\": \"No.\"}");

        assertThat(run(
                        "--kind=message-status",
                        "--kind=call-status",
                        "--account=" + TestServer.ACCOUNT.sid(),
                        "--sid=SM1",
                        "--sid=SM2",
                        "--status=failed",
                        "--to=+14155550101",
                        "--from=whatsapp:+14155550100",
                        "--error-code=30008",
                        "--tag=order=12 34=5",
                        "--tag=shop="))
                .isEqualTo(1);

        assertThat(err.toString()).isEqualToNormalizingNewlines("ringback: 400: No.\n");
        assertThat(server.request().path())
                .isEqualTo("/ringback/v1/stream?Kind=message-status&Kind=call-status&Account="
                        + TestServer.ACCOUNT.sid() + "&Sid=SM1&Sid=SM2&Status=failed&To=%2B14155550101"
                        + "&From=whatsapp%3A%2B14155550100&ErrorCode=30008&Tag.order=12%2034%3D5&Tag.shop=");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--after=7", "--after=" + LIFE, "--after=end", "--tag=order", "--tag==1", "--nonsense", "SM1"})
    void wrongArgumentsAreAnsweredWithTheUsage(String argument) {
        assertThat(run(argument)).isEqualTo(2);

        assertThat(err.toString()).contains("Usage: tail");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void wrongSettingsAreAllTold() {
        assertThat(new CommandLine(new TailCommand(Map.of(), ZoneOffset.UTC))
                        .setErr(new PrintWriter(err, true))
                        .execute())
                .isEqualTo(2);

        assertThat(err.toString()).contains("the settings are wrong", "no account");
    }

    @Test
    void everythingFromTheBeginningIsPrintedALineEach() {
        try (TestServer real = TestServer.start(folder)) {
            real.post(
                    "/twilio?order=12%2034&shop=%1B%5B31m",
                    messageStatus(SID, "sent").form());
            real.post(messageStatus(SID, "undelivered").with("ErrorCode", "30008"));

            assertThat(run(real, "--after=beginning")).isZero();
        }

        assertThat(out.lines())
                .containsExactly(
                        "2026-01-01 12:00:00  message-status   " + SID
                                + "  sent         +14155550100 -> +14155550101  order=12 34  shop= [31m",
                        "2026-01-01 12:00:00  message-status   " + SID
                                + "  undelivered  +14155550100 -> +14155550101  error 30008");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void jsonIsWhatTheStreamTellsAndAnIdOfItIsWhereAnotherGoesOn() throws Exception {
        try (TestServer real = TestServer.start(folder)) {
            real.post(messageStatus(SID, "sent"));
            real.post(messageStatus(SID, "delivered"));
            assertThat(run(real, "--after=beginning", "--json")).isZero();
            JsonNode first = JSON.readTree(out.lines().get(0));
            assertThat(first.at("/event/status").asText()).isEqualTo("sent");
            assertThat(first.at("/resource/status").asText()).isEqualTo("delivered");

            out.wants(1);
            assertThat(run(real, "--after=" + first.path("id").asText(), "--json"))
                    .isZero();
            assertThat(JSON.readTree(out.lines().get(0)).at("/event/status").asText())
                    .isEqualTo("delivered");
        }
    }

    @Test
    void whatComesFromNowOnIsPrintedAsFarAsTheFiltersLetItThrough() throws Exception {
        String other = TestCallbacks.sid("SM");
        try (TestServer real = TestServer.start(folder)) {
            real.post(messageStatus(SID, "failed").with("ErrorCode", "30034"));
            out.wants(1);
            CompletableFuture<Integer> exitCode = CompletableFuture.supplyAsync(
                    () -> run(
                            real,
                            "--status=failed",
                            "--status=undelivered",
                            "--error-code=30034",
                            "--tag=shop=b",
                            "--to=+1 (415) 555-0101"),
                    Background.THREADS);
            await().until(() -> real.metrics().contains("ringback_streams 1.0"));

            real.post("/twilio?shop=b", messageStatus(SID, "delivered").form());
            real.post(messageStatus(other, "failed").with("ErrorCode", "30034"));
            real.post(
                    "/twilio?shop=b",
                    messageStatus(other, "failed").with("ErrorCode", "30008").form());
            real.post(
                    "/twilio?shop=b",
                    messageStatus(other, "failed").with("ErrorCode", "30034").form());

            assertThat(exitCode.get(30, TimeUnit.SECONDS)).isZero();
        }

        assertThat(out.lines()).singleElement().asString().contains(other).endsWith("error 30034  shop=b");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void whatTheServerRefusesIsToldWithItsReason() {
        try (TestServer real = TestServer.start(folder)) {
            assertThat(run(real, "--kind=letter")).isEqualTo(1);
            assertThat(err.toString()).startsWith("ringback: 400: ").contains("Kind", "'letter'", "message-status");

            assertThat(run(real, "--account=" + TestServer.OTHER_ACCOUNT.sid())).isEqualTo(1);
            assertThat(err.toString().lines().skip(1))
                    .singleElement()
                    .asString()
                    .startsWith("ringback: 40");

            assertThat(run(real, "--after=" + LIFE + "-3")).isEqualTo(1);
            assertThat(err.toString().lines().skip(2))
                    .singleElement()
                    .asString()
                    .startsWith("ringback: 410: ")
                    .matches(".*--after [0-9a-f]{16}-0 begins .*--after [0-9a-f]{16}-0 with what comes next");
        }
    }

    /** Takes lines until they are as many as somebody wanted to see, and then fails as a closed pipe does. */
    private static final class LinesThatAreEnough extends Writer {
        private final StringBuilder text = new StringBuilder();
        private int wanted = 2;

        synchronized void wants(int lines) {
            text.setLength(0);
            wanted = lines;
        }

        synchronized List<String> lines() {
            return text.toString().lines().toList();
        }

        @Override
        public synchronized void write(char[] characters, int offset, int length) {
            text.append(characters, offset, length);
        }

        @Override
        public synchronized void flush() throws IOException {
            if (lines().size() >= wanted) {
                throw new IOException("enough");
            }
        }

        @Override
        public void close() {
            // there is nothing to close
        }
    }

    private int run(String... arguments) {
        return run(server.url("/").getPort(), arguments);
    }

    private int run(TestServer real, String... arguments) {
        return run(URI.create(real.apiUrl("/")).getPort(), arguments);
    }

    private int run(int apiPort, String... arguments) {
        return new CommandLine(new TailCommand(environment(apiPort), ZoneOffset.UTC))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private static Map<String, String> environment(int apiPort) {
        return Map.of(
                "TWILIO_ACCOUNT_SID",
                TestServer.ACCOUNT.sid(),
                "TWILIO_AUTH_TOKEN",
                TestServer.ACCOUNT.authTokens().get(0),
                "RINGBACK_API_LISTEN",
                "127.0.0.1:" + apiPort);
    }
}
