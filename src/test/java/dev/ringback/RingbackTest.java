package dev.ringback;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RingbackTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return Ringback.commandLine(Map.of(), Clock.systemUTC())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "--nonsense", "simulat", "--versio", ""})
    void unknownCommandOrFlagIsAnsweredWithTheUsageAndExitCode2(String argument) {
        assertThat(run(argument)).isEqualTo(2);
        assertThat(err.toString()).contains("Usage: ringback").contains("simulate");
    }

    @Test
    void noCommandIsAnsweredWithTheUsageAndExitCode2() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).contains("Usage: ringback");
    }

    @Test
    void versionIsPrinted() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).startsWith("ringback ");
    }

    @Test
    void helpListsTheCommands() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("simulate");
    }

    @Test
    void quarantineAloneIsAnsweredWithItsUsage() {
        assertThat(run("quarantine")).isEqualTo(2);
        assertThat(err.toString()).contains("Usage: ringback quarantine").contains("list", "replay");
    }

    @Test
    void alertsAndDeliveriesAloneAreAnsweredWithTheirUsage() {
        assertThat(run("alerts")).isEqualTo(2);
        assertThat(err.toString())
                .contains("Usage: ringback alerts")
                .contains("check", "test", "silences", "silence", "expire");
        assertThat(run("deliveries")).isEqualTo(2);
        assertThat(err.toString()).contains("Usage: ringback deliveries").contains("list", "replay");
    }

    @Test
    void quarantineNeedsGoodSettingsAndCreatesNoDatabase(@TempDir Path folder) {
        assertThat(run("quarantine", "list")).isEqualTo(2);
        assertThat(err.toString()).contains("no account");

        Path database = folder.resolve("none.db");
        int exitCode = Ringback.commandLine(
                        Map.of(
                                "TWILIO_ACCOUNT_SID",
                                TestCallbacks.ACCOUNT_SID,
                                "TWILIO_AUTH_TOKEN",
                                TestCallbacks.AUTH_TOKEN),
                        Clock.systemUTC())
                .setErr(new PrintWriter(err, true))
                .execute("quarantine", "replay", "--database", "jdbc:sqlite:" + database);

        assertThat(exitCode).isEqualTo(1);
        assertThat(err.toString()).contains("there is no database");
        assertThat(database).doesNotExist();
    }
}
