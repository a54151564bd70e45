package dev.ringback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.simulate.Target;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class SimulateCommandTest {
    private static final String ACCOUNT = "AC00000000000000000000000000000001";
    private static final Map<String, String> SETTINGS =
            Map.of("TWILIO_ACCOUNT_SID", ACCOUNT, "TWILIO_AUTH_TOKEN", "made-up-token");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(Map<String, String> environment, String... arguments) {
        return new CommandLine(new SimulateCommand(environment, Clock.systemUTC()))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setParameterExceptionHandler(new WrongArgumentsHandler())
                .execute(arguments);
    }

    @Test
    void everythingAcceptedIsExitCode0WithASummary() {
        try (Target target = Target.answering(204)) {
            int exitCode = run(
                    SETTINGS,
                    "--target=" + target.url(),
                    "--messages=10",
                    "--calls=5",
                    "--duplicates=100%",
                    "--seed=7",
                    "--shuffle");
            int requests = target.requests().size();

            assertThat(exitCode).isZero();
            assertThat(out.toString())
                    .contains("message-status")
                    .containsPattern("total +" + requests + " +" + requests + " +0 +0")
                    .contains(requests / 2 + " webhooks, " + requests / 2 + " of them sent twice")
                    .contains("(seed 7)")
                    .contains("answers: 204: " + requests)
                    .contains("p99");
        }
    }

    @Test
    void anythingRefusedIsExitCode1() {
        try (Target target = Target.answering(403)) {
            assertThat(run(SETTINGS, "--target", target.url(), "--messages", "3", "--calls", "0"))
                    .isEqualTo(1);
            assertThat(out.toString()).contains("answers: 403: ");
        }
    }

    @Test
    void accountAndTokenMayComeFromFlagAndFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "another-token\n");
        try (Target target = Target.answering(204)) {
            int exitCode = run(
                    Map.of(),
                    "--target=" + target.url(),
                    "--messages=1",
                    "--calls=0",
                    "--account-sid=" + ACCOUNT,
                    "--auth-token-file=" + file);

            assertThat(exitCode).isZero();
            assertThat(target.requests()).isNotEmpty();
        }
    }

    @Test
    void missingSettingsAreAllNamedAtOnce() {
        assertThat(run(Map.of())).isEqualTo(2);
        assertThat(err.toString())
                .contains("TWILIO_ACCOUNT_SID")
                .contains("--account-sid")
                .contains("TWILIO_AUTH_TOKEN")
                .contains("--auth-token-file")
                .contains("Usage:");
    }

    @Test
    void tokenIsNeverPrinted() {
        run(Map.of("TWILIO_ACCOUNT_SID", "nonsense", "TWILIO_AUTH_TOKEN", "made-up-token"));

        run(SETTINGS, "--auth-token=made-up-token");

        assertThat(err.toString()).contains("account SID").contains("Unknown option: --auth-token");
        assertThat(err.toString()).doesNotContain("made-up-token");
    }

    @ParameterizedTest
    @CsvSource({
        "--target=ftp://127.0.0.1/, http://",
        "--signed-url=nonsense, http://",
        "--duplicates=2, between 0 and 1",
        "--duplicates=many, not a number",
        "--duplicates=NaN, between 0 and 1",
        "--messages=-1, between 0 and",
        "--calls=x, calls",
        "--rate=-1, rate",
        "--concurrency=0, concurrency",
        "--seed=x, seed",
        "--auth-token-file=/nowhere/at/all, Cannot read",
        "--auth-token=secret, Unknown option",
        "--serve-api=nowhere, HOST:PORT",
        "--serve-api --latency=-1, below 0",
        "--serve-api --failed=60% --undelivered=60%, above 1",
        "--nonsense, Unknown option"
    })
    void wrongSettingIsExplainedWithTheUsageAndExitCode2(String arguments, String explanation) {
        assertThat(run(SETTINGS, arguments.split(" "))).isEqualTo(2);
        assertThat(err.toString()).contains(explanation).contains("Usage:");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void helpNamesEveryFlag() {
        assertThat(run(Map.of(), "--help")).isZero();
        assertThat(out.toString())
                .contains(
                        "--target",
                        "--signed-url",
                        "--messages",
                        "--calls",
                        "--rate",
                        "--shuffle",
                        "--duplicates",
                        "--seed",
                        "--concurrency",
                        "--account-sid",
                        "--auth-token-file",
                        "--serve-api",
                        "--list-lag");
    }
}
