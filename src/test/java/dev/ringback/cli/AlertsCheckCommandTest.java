package dev.ringback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.TestCallbacks;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class AlertsCheckCommandTest {
    private static final String GOOD = """
            accounts:
              - sid: nonsense that is nobody's business here
            alerts:
              receivers:
                - name: oncall
                  slack: {url: 'https://hooks.slack.com/services/secret'}
                  fallback: log
                - name: log
                  file: {path: notices.txt}
              rules:
                - name: filtered
                  matchers: ['error_code = 30007']
                  threshold: {count: 10, in: 5m}
                  group_by: [account, service_sid]
                  continue: true
                  receivers: [oncall]
                - name: webhooks
                  matchers: ['kind = debugger', 'host =~ .+']
                  group_by: [host]
                  receivers: [oncall, log]
                - name: rest
                  receivers: [log]
            forward:
              - name: crm
                url: https://crm.example.com/hook/secret
                matchers: ['kind = message-status']
              - name: audit
                url: https://audit.example.com/
                format: cloudevents
            """;

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private String input = "";

    @Test
    void aGoodFileIsToldWithoutASecret() throws IOException {
        assertThat(run(file(GOOD))).isZero();

        assertThat(out).hasToString("""
                Receivers
                  oncall: slack, fallback log
                  log: file
                Rules, in this order
                  1. filtered: error_code = "30007"
                     10 in 5m, grouped by account, service_sid, to oncall, and on to the next rule
                  2. webhooks: kind = "debugger" and host =~ ".+"
                     each, grouped by host, to oncall, log
                  3. rest: everything
                     each, grouped by nothing, to log
                Inhibitions
                  webhook-down, account-suspended
                Forward targets
                  crm: crm.example.com, twilio, kind = "message-status"
                  audit: audit.example.com, cloudevents, everything
                """);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void allThatIsWrongIsToldWithLineAndField() throws IOException {
        String file = file("""
                alerts:
                  receivers:
                    - name: oncall
                      slack: {}
                  rules:
                    - name: filtered
                      matchers: ['colour = red']
                      receivers: [nobody]
                colour: red
                """);

        assertThat(run(file)).isEqualTo(2);

        assertThat(err.toString().lines())
                .hasSize(5)
                .startsWith("ringback: " + file + " is wrong:")
                .anyMatch(line -> line.startsWith("  - line 4: alerts.receivers[0].slack has no url"))
                .anyMatch(line -> line.startsWith("  - line 7: alerts.rules[0].matchers[0] knows no label 'colour'"))
                .contains("  - line 8: alerts.rules[0].receivers[0] names a receiver that is not there")
                .contains("  - line 9: colour is not a setting");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void anUnreadableEventIsReported() throws IOException {
        assertThat(run(folder.resolve("none.yaml").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("  - the file cannot be read");

        assertThat(run(file("a: 'secret\n"))).isEqualTo(2);
        assertThat(err.toString()).contains(": is no valid YAML").doesNotContain("secret");
    }

    @Test
    void anEmptyFileHasNothing() throws IOException {
        assertThat(run(file(""))).isZero();
        assertThat(out.toString()).startsWith("Receivers\n  none\nRules, in this order\n  none\n");
    }

    @Test
    void everyRuleIsShownInOrderForADebuggerEvent() throws IOException {
        input = TestCallbacks.debugger("NO00000000000000000000000000000001", """
                {"resource_sid": "CA00000000000000000000000000000001", "error_code": "11200",
                 "webhook": {"request": {"method": "POST", "url": "https://app.example.com/voice"}}}""")
                .form();

        assertThat(run(file(GOOD), "--event", "-")).isZero();

        assertThat(out).hasToString("""
                Event: debugger, NO00000000000000000000000000000001
                Rules, by account=AC00000000000000000000000000000001, kind=debugger, level=error, error_code=11200, resource=call, host=app.example.com
                  1. filtered: no, error_code = "30007" does not hold
                  2. webhooks: yes, each, group host=app.example.com, to oncall, log
                  3. rest: not asked: webhooks ended the search
                Forward targets, by account=AC00000000000000000000000000000001, kind=debugger, level=error, error_code=11200, resource=call, host=app.example.com
                  crm: no, kind = "message-status" does not hold
                  audit: yes, to audit.example.com
                """);
    }

    @Test
    void aRuleThatGoesOnIsFollowedByTheNext() throws IOException {
        Path event = folder.resolve("event");
        Files.writeString(
                event,
                TestCallbacks.messageStatus("SM00000000000000000000000000000001", "undelivered")
                        .with("ErrorCode", "30007")
                        .form());

        assertThat(run(file(GOOD), "--event", event.toString())).isZero();

        assertThat(out.toString())
                .startsWith("Event: message-status, SM00000000000000000000000000000001\n")
                .contains(
                        "  1. filtered: yes, 10 in 5m, group account=AC00000000000000000000000000000001, service_sid=,"
                                + " to oncall, and on to the next rule\n")
                .contains("  2. webhooks: no, kind = \"debugger\" does not hold\n")
                .contains("  3. rest: yes, each, group of all, to log\n")
                .contains("  crm: yes, to crm.example.com\n");
    }

    @Test
    void eventsThatRulesIgnoreGoToTargetsOnly() throws IOException {
        input = TestCallbacks.messageStatus("SM00000000000000000000000000000001", "sent")
                .form();

        assertThat(run(file(GOOD), "--event", "-")).isZero();

        assertThat(out.toString())
                .contains("Rules\n  not asked: they are about Debugger events, and how messages and calls end\n")
                .contains("  crm: yes, to crm.example.com\n");
    }

    @Test
    void everyEventOfABatchIsTold() throws IOException {
        input = """
                [{"specversion": "1.0", "type": "com.twilio.messaging.message.sent", "id": "EZ1", "source": "/",
                  "data": {"accountSid": "AC00000000000000000000000000000001", "messageSid": "SM00000000000000000000000000000001"}},
                 {"specversion": "1.0", "type": "com.example.other", "id": "EZ2", "source": "/", "data": {}}]""";

        assertThat(run(file(GOOD), "--event", "-")).isZero();

        assertThat(out.toString().lines().filter(line -> line.startsWith("Event: ")))
                .hasSize(2);
    }

    @Test
    void labelsDoWithoutAnEvent() throws IOException {
        assertThat(run(file(GOOD), "--label", "error_code=30007", "--label", "kind=message"))
                .isZero();

        assertThat(out.toString())
                .startsWith("Event: labels\nRules, by kind=message, error_code=30007\n  1. filtered: yes, 10 in 5m")
                .contains("  3. rest: yes");
    }

    @Test
    void wrongArgumentsAreNamed() throws IOException {
        String file = file(GOOD);
        assertThat(run(file, "--label", "colour=red")).isEqualTo(2);
        assertThat(err.toString()).contains("--label knows no 'colour'; there are account, kind");
        assertThat(run(file, "--label", "kind=call", "--event", "-")).isEqualTo(2);
        assertThat(err.toString()).contains("--event and --label exclude each other");
        assertThat(run(file, "--event", folder.resolve("none").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("ringback: the event cannot be read from ");
        input = "{nonsense";
        assertThat(run(file, "--event", "-")).isEqualTo(2);
        assertThat(err.toString()).contains("ringback: the event is neither a form nor JSON");
    }

    @Test
    void theFileOfTheEnvironmentIsReadByDefault() throws IOException {
        String file = file(GOOD);
        assertThat(execute(Map.of("RINGBACK_CONFIG", file), List.of())).isZero();
        assertThat(out.toString()).contains("oncall: slack");
    }

    private String file(String content) throws IOException {
        return Files.writeString(folder.resolve("ringback.yaml"), content).toString();
    }

    private int run(String... arguments) {
        return execute(Map.of(), List.of(arguments));
    }

    private int execute(Map<String, String> environment, List<String> arguments) {
        var in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        return new CommandLine(new AlertsCheckCommand(environment, in, Clock.systemUTC()))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
    }
}
