package dev.ringback.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.forward.rule.Label;
import dev.ringback.forward.rule.LabelMatcher;
import dev.ringback.forward.rule.Rule;
import dev.ringback.forward.rule.Rules;
import dev.ringback.forward.rule.Threshold;
import dev.ringback.model.Hours;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesNodeTest {
    @Test
    void aRuleNeedsANameAndSomebodyToTell() {
        Read file = read("""
                alerts:
                  rules:
                    - name: everything
                      receivers: [team]
                """);

        assertThat(file.problems()).isEmpty();
        assertThat(file.rules().all())
                .containsExactly(new Rule(
                        "everything",
                        List.of(),
                        false,
                        new Threshold.Count(1, Duration.ofMinutes(5)),
                        List.of(),
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(5),
                        Duration.ofHours(4),
                        Duration.ofMinutes(5),
                        List.of("team"),
                        List.of(),
                        List.of()));
    }

    @Test
    void everythingThatCanBeSaid() {
        Read file = read("""
                alerts:
                  rules:
                    - name: filtered
                      matchers: ['kind = message', 'error_code = 30007']
                      continue: true
                      threshold: {count: 10, in: 5m}
                      group_by: [account, service_sid]
                      group_wait: 10s
                      group_interval: 1m
                      repeat_interval: 1d
                      resolve_after: 30m
                      receivers: [team, boss]
                      active:
                        - {days: [mon-fri], from: "09:00", to: "17:00", zone: Europe/Berlin}
                      mute:
                        - {days: [sat, sun-mon], zone: UTC}
                    - name: undelivered
                      matchers: ['kind = message']
                      threshold: {share: 2.5%, where: ['status =~ "undelivered|failed"'], at_least: 200, in: 15m}
                      receivers: [team]
                """);

        assertThat(file.problems()).isEmpty();
        assertThat(file.rules().all())
                .containsExactly(
                        new Rule(
                                "filtered",
                                List.of(LabelMatcher.parse("kind = message"), LabelMatcher.parse("error_code = 30007")),
                                true,
                                new Threshold.Count(10, Duration.ofMinutes(5)),
                                List.of(Label.ACCOUNT, Label.SERVICE_SID),
                                Duration.ofSeconds(10),
                                Duration.ofMinutes(1),
                                Duration.ofDays(1),
                                Duration.ofMinutes(30),
                                List.of("team", "boss"),
                                List.of(new Hours(
                                        EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
                                        LocalTime.of(9, 0),
                                        LocalTime.of(17, 0),
                                        ZoneId.of("Europe/Berlin"))),
                                List.of(new Hours(
                                        EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY, DayOfWeek.MONDAY),
                                        LocalTime.MIDNIGHT,
                                        LocalTime.MIDNIGHT,
                                        ZoneId.of("UTC")))),
                        new Rule(
                                "undelivered",
                                List.of(LabelMatcher.parse("kind = message")),
                                false,
                                new Threshold.Share(
                                        2.5,
                                        List.of(LabelMatcher.parse("status =~ undelivered|failed")),
                                        200,
                                        Duration.ofMinutes(15)),
                                List.of(),
                                Rule.DEFAULT_GROUP_WAIT,
                                Rule.DEFAULT_GROUP_INTERVAL,
                                Rule.DEFAULT_REPEAT_INTERVAL,
                                Rule.DEFAULT_RESOLVE_AFTER,
                                List.of("team"),
                                List.of(),
                                List.of()));
    }

    /** Each is put into line 6 of a rule that is right otherwise. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "group_wait: 5            | line 6: alerts.rules[0].group_wait is no duration: write it like 30s, 5m, 1h30m or 7d",
                "group_interval: 0s       | line 6: alerts.rules[0].group_interval must be longer than nothing",
                "repeat_interval: []      | line 6: alerts.rules[0].repeat_interval must be a text",
                "group_whait: 5s          | line 6: alerts.rules[0].group_whait is not a setting",
                "group_by: error_code     | line 6: alerts.rules[0].group_by must be a list",
                "group_by: [code]         | line 6: alerts.rules[0].group_by[0] is no label; there are account, kind, level, error_code, resource, service_sid, host, status, component, impact",
                "continue: yes            | line 6: alerts.rules[0].continue must be true or false",
                "matchers: [code = 1]     | line 6: alerts.rules[0].matchers[0] knows no label 'code'; there are account, kind, level, error_code, resource, service_sid, host, status, component, impact",
                "matchers: ['host =~ (']  | line 6: alerts.rules[0].matchers[0] is no regular expression: Unclosed group near character 2",
                "matchers: ['host']       | line 6: alerts.rules[0].matchers[0] is no matcher: write a label, one of = != =~ !~, and a value, such as error_code = 30007",
                "matchers: [kind = mesage] | line 6: alerts.rules[0].matchers[0] can never hold: kind is one of call, callback-kept, debugger, message, twilio-status, unknown-create, upstream-refused, vault-copy, vault-damaged, vault-space, vault-store",
                "matchers: [level = eror] | line 6: alerts.rules[0].matchers[0] can never hold: level is never 'eror'",
                "matchers: [error_code = abc] | line 6: alerts.rules[0].matchers[0] can never hold: error_code is never 'abc'",
                "threshold: 10            | line 6: alerts.rules[0].threshold must be a mapping of count, in",
                "threshold: {count: 10}   | line 6: alerts.rules[0].threshold has no in",
                "threshold: {count: 0, in: 5m} | line 6: alerts.rules[0].threshold.count must be a whole number, at least 1",
                "threshold: {count: few, in: 5m} | line 6: alerts.rules[0].threshold.count must be a whole number, at least 1",
                "threshold: {share: 5, where: [kind = call], at_least: 9, in: 5m} | line 6: alerts.rules[0].threshold.share must be a share such as 5%",
                "threshold: {share: 5%, at_least: 9, in: 5m} | line 6: alerts.rules[0].threshold has no where",
                "mute: [{from: 9am, zone: UTC}] | line 6: alerts.rules[0].mute[0].from is no time of day: write it like 09:00, in quotes",
                "mute: [{from: '09:00'}]  | line 6: alerts.rules[0].mute[0] has no zone, such as Europe/Berlin",
                "mute: [{zone: Mars}]     | line 6: alerts.rules[0].mute[0].zone is no time zone: write it like Europe/Berlin",
                "mute: [{days: [m], zone: UTC}] | line 6: alerts.rules[0].mute[0].days[0] is no day: write mon, tue, wed, thu, fri, sat, sun",
                "mute: [{days: [mon-wed-fri], zone: UTC}] | line 6: alerts.rules[0].mute[0].days[0] must be a day, or two with a hyphen between: mon-fri",
                "name: rule               | line 6: alerts.rules[0].name is there twice",
                "receivers: [nobody]      | line 6: alerts.rules[0].receivers is there twice",
            })
    void problemsNameLineAndField(String setting, String problem) {
        Read file = read("""
                # rules
                alerts:
                  rules:
                    - name: rule
                      receivers: [team]
                      %s
                """.formatted(setting));

        assertThat(file.problems()).contains(problem);
    }

    @Test
    void rulesAreToldApartByTheirNames() {
        Read file = read("""
                alerts:
                  rules:
                    - {name: a, receivers: [team]}
                    - {name: a, receivers: [nobody]}
                    - {receivers: [team]}
                    - {name: c}
                    - just a text
                """);

        assertThat(file.problems())
                .containsExactly(
                        "line 4: alerts.rules[1].receivers[0] names a receiver that is not there",
                        "line 4: alerts.rules[1] has the name 'a', which another has already",
                        "line 5: alerts.rules[2] has no name",
                        "line 6: alerts.rules[3] has no receivers",
                        "line 7: alerts.rules[4] must be a mapping of active, continue, group_by, group_interval, group_wait, matchers, mute, name,"
                                + " receivers, repeat_interval, resolve_after, threshold");
    }

    @Test
    void aFileWithoutRulesHasNone() {
        for (String yaml : List.of("", "# nothing\n", "accounts: []\n", "alerts:\n", "alerts: {rules: }\n")) {
            Read file = read(yaml);

            assertThat(file.problems()).as(yaml).isEmpty();
            assertThat(file.rules().all()).isEmpty();
        }
    }

    private record Read(Rules rules, List<String> problems) {}

    private static Read read(String yaml) {
        List<String> problems = new ArrayList<>();
        try {
            Rules rules = PlacedNode.read(yaml, problems)
                    .flatMap(root -> root.field("alerts"))
                    .map(alerts -> RulesNode.read(alerts, Set.of("team", "boss")))
                    .orElse(new Rules(List.of()));
            return new Read(rules, problems);
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
    }
}
