package dev.ringback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.TestServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class AlertsTestCommandTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path settings;

    @BeforeEach
    void write() throws IOException {
        settings = Files.writeString(folder.resolve("ringback.yaml"), """
                alerts:
                  allow_private: [127.0.0.1]
                  receivers:
                    - name: log
                      file: {path: notices.txt}
                      template: {title: 'Look: {{rule}}'}
                    - name: nowhere
                      slack: {url: 'http://127.0.0.1:1/services/secret'}
                forward:
                  - name: crm
                    url: https://crm.example.com/
                """);
    }

    @Test
    void aNoticeThatSaysThatItIsATestGoesOutInTheReceiversWords() throws IOException {
        assertThat(run("log")).isZero();

        assertThat(out.toString()).matches("log \\(file\\): delivered in \\d+ ms: written\\R");
        assertThat(folder.resolve("notices.txt")).content().startsWith("TEST: Look: sample");
    }

    @Test
    void aFailedTestShowsTheReasonWithoutSecrets() {
        assertThat(run("nowhere")).isEqualTo(1);

        assertThat(out.toString())
                .matches("nowhere \\(slack\\): failed in \\d+ ms: .*refused.*\\R")
                .doesNotContain("secret");
    }

    @Test
    void anUnknownReceiverIsReportedWithTheKnownOnes() {
        assertThat(run("nobody")).isEqualTo(2);
        assertThat(err.toString())
                .isEqualToNormalizingNewlines("ringback: there is no receiver nobody; there are log, nowhere\n");
    }

    @Test
    void aTargetIsNoReceiver() {
        assertThat(run("crm")).isEqualTo(2);
        assertThat(err.toString())
                .isEqualToNormalizingNewlines("ringback: crm is a forward target: it gets events, no notices\n");
    }

    @Test
    void wrongSettingsAreToldFirst() throws IOException {
        Files.writeString(settings, "alerts: {receivers: [{name: log}]}");

        assertThat(run("log")).isEqualTo(2);
        assertThat(err.toString()).contains("line 1: alerts.receivers[0] does not say what it is");
    }

    private int run(String receiver) {
        return new CommandLine(new AlertsTestCommand(Map.of(), Clock.fixed(TestServer.NOW, ZoneOffset.UTC)))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(receiver, settings.toString());
    }
}
