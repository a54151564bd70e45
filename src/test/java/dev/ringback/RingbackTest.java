package dev.ringback;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
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
}
