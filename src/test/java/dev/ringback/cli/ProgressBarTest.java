package dev.ringback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
    private final StringWriter out = new StringWriter();

    @Test
    void aFileGetsALineForEveryTenth() {
        run(false);

        assertThat(out.toString().lines())
                .containsExactly(
                        "0 %", "10 %", "20 %", "30 %", "40 %", "50 %", "60 %", "70 %", "80 %", "90 %", "100 %");
    }

    @Test
    void aTerminalGetsOneLineThatChanges() {
        run(true);

        assertThat(out.toString().lines().toList()).last().asString().isEqualTo("[" + "#".repeat(40) + "] 100 %");
        assertThat(out.toString())
                .contains("\r[" + "#".repeat(20) + "-".repeat(20) + "] 50 %")
                .endsWith(System.lineSeparator());
        assertThat(out.toString().chars().filter(c -> c == '\n').count()).isEqualTo(1);
    }

    @Test
    void nothingToDoIsDoneAtOnce() {
        try (ProgressBar bar = new ProgressBar(new PrintWriter(out), false)) {
            bar.at(0, 0);
        }

        assertThat(out.toString().strip()).isEqualTo("100 %");
    }

    @Test
    void nothingIsShownOfWhatNeverBegan() {
        new ProgressBar(new PrintWriter(out), true).close();

        assertThat(out.toString()).isEmpty();
    }

    private void run(boolean terminal) {
        try (ProgressBar bar = new ProgressBar(new PrintWriter(out), terminal)) {
            for (long done = 0; done <= 10_000; done++) {
                bar.at(done, 10_000);
            }
        }
    }
}
