package dev.ringback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.TestServer;
import dev.ringback.outbound.RecordingServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Arguments and settings of the command; a server plays the stream. */
@Timeout(60)
class TailCommandTest {
    private static final String LIFE = "0123456789abcdef";

    private final RecordingServer server = RecordingServer.start();
    private final StringWriter out = new StringWriter();
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
    @ValueSource(strings = {"--after=7", "--after=" + LIFE, "--after=end", "--tag=order", "--tag==1", "--nonsense", "SM1"})
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

    private int run(String... arguments) {
        return new CommandLine(new TailCommand(environment(server.url("/").getPort()), ZoneOffset.UTC))
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
