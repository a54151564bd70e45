package dev.ringback.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.forward.delivery.ReceiverSettings;
import dev.ringback.forward.event.EventTarget;
import dev.ringback.forward.mute.Inhibition;
import dev.ringback.forward.rule.LabelMatcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardFileTest {
    @TempDir
    private Path folder;

    @Test
    void fiveLinesAreEnough() throws IOException {
        ForwardFile file = read("""
                alerts:
                  receivers:
                    - {name: team, slack: {url: https://hooks.slack.example/services/T0/B0/x}}
                  rules:
                    - {name: errors, matchers: [level = error], group_by: [error_code], receivers: [team]}
                """);

        assertThat(file.problems()).isEmpty();
        assertThat(file.options().receivers())
                .extracting(ReceiverSettings::name)
                .containsExactly("team");
        assertThat(file.options().rules().all()).hasSize(1);
        assertThat(file.options().inhibitions()).isEqualTo(Inhibition.PRESETS);
        assertThat(file.options().targets()).isEmpty();
        assertThat(file.options().isEmpty()).isFalse();
    }

    @Test
    void everyKindOfReceiverCanBeNamed() throws IOException {
        Files.writeString(folder.resolve("secret"), " https://chat.example.com/a-secret \n");
        ForwardFile file = read("""
                alerts:
                  receivers:
                    - {name: 1, slack: {url_file: secret}, fallback: "2"}
                    - {name: 2, teams: {url: https://teams.example.com/x}}
                    - {name: 3, discord: {url: https://discord.example.com/x}}
                    - {name: 4, ntfy: {topic: alerts}}
                    - {name: 5, apprise: {url: https://apprise.example.com/notify/x}}
                    - {name: 6, file: {path: notices.txt}}
                    - {name: 7, pagerduty: {routing_key: 0123456789abcdef0123456789abcdef}}
                    - {name: 8, opsgenie: {api_key: key}}
                    - {name: 9, email: {host: mail.example.com, from: a@example.com, to: [b@example.com]}}
                    - {name: 10, alertmanager: {url: https://am.example.com}}
                    - {name: 11, webhook: {url: https://hook.example.com, secrets: whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=}}
                  inhibit: [webhook-down]
                  allow_private: [10.0.0.7, ntfy.internal]
                """);

        assertThat(file.problems()).isEmpty();
        assertThat(file.options().receivers()).hasSize(11);
        assertThat(file.options().receivers().get(0).fallback()).contains("2");
        assertThat(file.options().inhibitions()).containsExactly(Inhibition.WEBHOOK_DOWN);
        assertThat(file.options().allowPrivate()).containsExactly("10.0.0.7", "ntfy.internal");
        assertThat(file.toString()).doesNotContain("a-secret", "0123456789abcdef");
    }

    @Test
    void eventsCanBeSentOn() throws IOException {
        Files.writeString(folder.resolve("bearer"), "Bearer hush\n");
        ForwardFile file = read("""
                forward:
                  - {name: crm, url: https://crm.example.com/twilio}
                  - name: bus
                    url: https://bus.example.com/in
                    matchers: ['kind =~ "message-status|call-status"', status = failed]
                    format: cloudevents
                    concurrency: 2
                    authorization_file: bearer
                """);

        assertThat(file.problems()).isEmpty();
        EventTarget crm = file.options().targets().get(0);
        assertThat(crm.format()).isEqualTo(EventTarget.Format.TWILIO);
        assertThat(crm.concurrency()).isEqualTo(8);
        EventTarget bus = file.options().targets().get(1);
        assertThat(bus.matchers())
                .containsExactly(
                        LabelMatcher.parse("kind =~ message-status|call-status"),
                        LabelMatcher.parse("status = failed"));
        assertThat(bus.format()).isEqualTo(EventTarget.Format.CLOUDEVENTS);
        assertThat(bus.concurrency()).isEqualTo(2);
        assertThat(bus.authorization()).contains("Bearer hush");
    }

    /** Each stands in line 4, after a receiver that is right. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "slack: {url: https://x.example}            | line 4: alerts.receivers[1] has no name",
                "name: b                                    | line 4: alerts.receivers[1] does not say what it is: one of alertmanager, apprise, discord, email, file, ntfy, opsgenie, pagerduty, slack, teams, webhook",
                "name: b, slak: {}                          | line 4: alerts.receivers[1].slak is not a setting",
                "name: b, slack: {}                         | line 4: alerts.receivers[1].slack has no url",
                "name: b, slack: {url: nonsense}            | line 4: alerts.receivers[1].slack.url must be an https or http URL",
                "name: b, slack: {url: 'https://x y'}       | line 4: alerts.receivers[1].slack.url must be an https or http URL",
                "name: b, slack: {url_file: missing}        | line 4: alerts.receivers[1].slack.url_file names a file that cannot be read",
                "name: b, slack: {url_file: empty}          | line 4: alerts.receivers[1].slack.url_file names an empty file",
                "name: b, slack: {url: https://x.example, url_file: empty} | line 4: alerts.receivers[1].slack.url_file stands beside url: only one of them can count",
                "name: b, slack: https://x.example          | line 4: alerts.receivers[1].slack must be a mapping",
                "name: b, slack: {url: https://x.example, chanel: x} | line 4: alerts.receivers[1].slack.chanel is not a setting",
                "name: b, slack: {url: https://x.example}, ntfy: {topic: t} | line 4: alerts.receivers[1] says more than once what it is: one of alertmanager, apprise, discord, email, file, ntfy, opsgenie, pagerduty, slack, teams, webhook",
                "name: a, slack: {url: https://x.example}   | line 4: alerts.receivers[1] has the name 'a', which another receiver or target has already",
                "name: b, slack: {url: https://x.example}, fallback: c | line 4: alerts.receivers[1].fallback names a receiver that is not there",
                "name: b, slack: {url: https://x.example}, fallback: b | line 4: alerts.receivers[1].fallback must be another receiver",
                "name: b, pagerduty: {}                     | line 4: alerts.receivers[1].pagerduty has no routing_key",
                "name: b, slack: {url: https://x.example}, template: {text: '{{#open}}'} | line 4: alerts.receivers[1].template.text",
                "name: b, slack: {url: https://x.example}, template: {titel: x} | line 4: alerts.receivers[1].template.titel is not a setting",
            })
    void problemsOfAReceiverNameLineAndField(String receiver, String problem) throws IOException {
        Files.writeString(folder.resolve("empty"), "\n");
        ForwardFile file = read("""
                alerts:
                  receivers:
                    - {name: a, file: {path: notices.txt}}
                    - {%s}
                """.formatted(receiver));

        assertThat(file.problems()).anySatisfy(found -> assertThat(found).startsWith(problem));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "forward: [{url: https://x.example}]  | line 1: forward[0] has no name",
                "forward: [{name: a}]                 | line 1: forward[0] has no url",
                "forward: [{name: a, url: https://x.example, format: xml}] | line 1: forward[0].format must be one of twilio, cloudevents",
                "forward: [{name: a, url: https://x.example, concurrency: 65}] | line 1: forward[0].concurrency must be a number from 1 to 64",
                "forward: [{name: a, url: https://x.example, concurrency: 0}] | line 1: forward[0].concurrency must be a number from 1 to 64",
                "forward: [{name: a, url: https://x.example, matchers: [sid = 1]}] | line 1: forward[0].matchers[0] knows no label 'sid'",
                "forward: [{name: a, url: https://x.example, matchers: kind = call}] | line 1: forward[0].matchers must be a list",
                "forward: [{name: a, url: 'ftp://x.example'}] | line 1: forward[0].url must be an https or http URL",
                "forward: [{name: a, url: 'http://10.1.2.3/x'}] | line 1: forward[0].url is not allowed: 10.1.2.3 has a private address; name it under alerts.allow_private",
                "forward: [{name: a, url: 'http://[::1]:80/x'}] | line 1: forward[0].url is not allowed: [::1] has a private address",
                "forward: [{name: a, url: 'http://localhost/x'}] | line 1: forward[0].url is not allowed: localhost has a private address",
                "forward: {}                          | line 1: forward must be a list",
                "alerts: []                           | line 1: alerts must be a mapping",
                "alerts: {recievers: []}              | line 1: alerts.recievers is not a setting",
                "alerts: {inhibit: [all]}             | line 1: alerts.inhibit[0] is no inhibition; there are webhook-down, account-suspended",
                "alerts: {allow_private: [10.0.0.0/8]} | line 1: alerts.allow_private[0] must be a host or an address as it stands in a URL, and no range",
                "alerts: {allow_private: ['*']}       | line 1: alerts.allow_private[0] must be a host",
                "alerts: {allow_private: [300.1.1.1]} | line 1: alerts.allow_private[0] must be a host",
                "forward: [{name: a, url: 'https://u:p@x.example/'}] | line 1: forward[0].url must not hold a user name or a password",
                "forward: [{name: a, url: https://x.example, matchers: [kind = message]}] | line 1: forward[0].matchers[0] can never hold: kind is one of amd, call-status",
                "alerts: {allow_private: yes}         | line 1: alerts.allow_private must be a list",
                "alerts: {rules: [{name: r, receivers: [team]}]} | line 1: alerts.rules[0].receivers[0] names a receiver that is not there",
            })
    void problemsElsewhereNameLineAndField(String yaml, String problem) throws IOException {
        assertThat(read(yaml).problems()).anySatisfy(found -> assertThat(found).startsWith(problem));
    }

    @Test
    void aPrivateAddressNeedsAnAllowance() throws IOException {
        ForwardFile file = read("""
                alerts: {allow_private: [10.1.2.3, "::1"]}
                forward:
                  - {name: a, url: "http://10.1.2.3/x"}
                  - {name: b, url: "http://[::1]/x"}
                """);

        assertThat(file.problems()).isEmpty();
        assertThat(file.options().targets()).hasSize(2);
    }

    /** Whoever reads the accounts says so. */
    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing", "accounts: []", "alerts: [", "\u0000"})
    void aFileWithoutAnyOfItForwardsNothing(String yaml) throws IOException {
        assertThat(read(yaml)).isEqualTo(ForwardFile.NONE);
    }

    private ForwardFile read(String yaml) throws IOException {
        Path file = folder.resolve("ringback.yaml");
        Files.writeString(file, yaml);
        return ForwardFile.read(file);
    }
}
