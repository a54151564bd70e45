package dev.ringback.forward.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.forward.mute.Inhibition;
import dev.ringback.forward.mute.Inhibitions;
import dev.ringback.forward.mute.Silences;
import dev.ringback.forward.rule.Label;
import dev.ringback.forward.rule.Occurrence;
import dev.ringback.forward.rule.Rule;
import dev.ringback.forward.rule.Rules;
import dev.ringback.forward.rule.Threshold;
import dev.ringback.model.Silence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Silences and inhibitions of groups whose members have more combinations of labels than anybody tells apart. */
class CrowdedGroupTest {
    private static final Instant BEGIN = Instant.parse("2026-01-05T12:00:00Z");
    private static final int CROWD = 10_000;
    private static final String ACCOUNT = "AC00000000000000000000000000000001";

    private final Silences silences = new Silences();
    private final Inhibitions inhibitions = new Inhibitions(Inhibition.PRESETS);
    private final List<Notice> told = new ArrayList<>();
    private Rules rules = rules(List.of());
    private Groups groups = groups();
    private Instant now = BEGIN;
    private int events;

    /** A silence that holds of each member, whatever the bound. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ERROR_CODE | error_code = 16020",
                "            | error_code = 16020",
                "ERROR_CODE | error_code =~ 160.*",
                "            | error_code != 11200",
                "            | error_code !~ 1[1-5].*",
                "            | host != other.example.com",
                "            | host =~ host-\\d+\\.example\\.com",
                "            | host !~ .*\\.org",
                "HOST       | error_code = 16020",
                "            | account = AC00000000000000000000000000000001, level = error, error_code = 16020",
                "            | error_code = 16020, host =~ host-.*, status = ''",
                "            | status = ''",
                "            |",
            })
    void aSilenceThatHoldsOfAllMembersKeepsThemBack(String groupBy, String matchers) {
        begin(groupBy == null ? List.of() : List.of(Label.valueOf(groupBy)));
        silence(BEGIN, Duration.ofHours(2), matchers == null ? new String[0] : matchers.split(",\\s*"));

        crowd(CROWD, i -> labels("16020", i));
        advance(Duration.ofHours(1));

        assertThat(told).isEmpty();
    }

    /** A silence that does not hold of one of them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "error_code = 16020", "error_code != 11200", "error_code =~ 16.*", "error_code !~ 11.*",
                "host =~ host-\\d+\\.example\\.com", "host != evil.example.com", "host !~ evil.*", "status = ''"
            })
    void aMemberThatIsNotSilencedIsTold(String matcher) {
        for (int position : List.of(0, 99, 100, 101, 150, 5_000, CROWD - 1)) {
            begin(List.of());
            silence(BEGIN, Duration.ofHours(2), matcher);
            Map<Label, String> odd = new HashMap<>(labels("11200", 0));
            odd.put(Label.HOST, "evil.example.com");
            odd.put(Label.STATUS, "failed");

            crowd(CROWD, i -> i == position ? odd : labels("16020", i));
            advance(Duration.ofMinutes(2));

            assertThat(told).as("at position %d", position).isNotEmpty();
        }
    }

    @Test
    void theSilenceOfAGroupsOwnLinkHolds() {
        begin(List.of(Label.ERROR_CODE));
        silence(BEGIN, Duration.ofHours(2), "error_code = \"16020\"");

        crowd(CROWD, i -> labels("16020", i));
        crowd(3, i -> labels("16021", i));
        advance(Duration.ofMinutes(2));

        assertThat(told)
                .extracting(notice -> notice.labels().get(Label.ERROR_CODE))
                .containsExactly("16021");
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 100, 101, 150, 10_000})
    void aSilenceThatBeginsWhileTheGroupIsOpenHoldsOfWhatCameBefore(int before) {
        begin(List.of());
        crowd(before, i -> labels("16020", i));
        silence(now, Duration.ofHours(2), "error_code = 16020");
        crowd(500, i -> labels("16020", before + i));
        advance(Duration.ofHours(1));

        assertThat(told).isEmpty();
    }

    @Test
    void aNoticeAfterTheEndOfTheSilenceCountsAll() {
        begin(List.of());
        silence(BEGIN, Duration.ofMinutes(3), "error_code = 16020");
        for (int minute = 0; minute < 7; minute++) {
            advance(Duration.ofMinutes(minute));
            int from = minute * 1000;
            crowd(1000, i -> labels("16020", from + i));
        }
        advance(Duration.ofMinutes(7));

        assertThat(told).hasSize(1);
        assertThat(told.get(0).total()).isEqualTo(6000);
        assertThat(told.get(0).undecided()).isZero();
    }

    @Test
    void aSilenceThatBeginsAfterTheFirstNoticeHoldsOfWhatIsNew() {
        begin(List.of());
        crowd(CROWD, i -> labels(i % 2 == 0 ? "16020" : "11200", i));
        advance(Duration.ofMinutes(1));
        silence(now, Duration.ofHours(2), "error_code = 16020");
        crowd(CROWD, i -> labels("16020", i));
        advance(Duration.ofMinutes(6));
        assertThat(told).hasSize(1);

        crowd(1, i -> labels("11200", 77));
        advance(Duration.ofMinutes(11));
        assertThat(told).hasSize(2);
    }

    /** Each member is silenced, though no silence holds of all. */
    @Test
    void severalSilencesTogetherKeepBackWhatTheyCover() {
        begin(List.of());
        silence(BEGIN, Duration.ofHours(2), "error_code = 16020");
        silence(BEGIN, Duration.ofHours(2), "error_code = 11200", "level = error");

        crowd(CROWD, i -> labels(i % 3 == 0 ? "16020" : "11200", i));
        advance(Duration.ofHours(1));

        assertThat(told).isEmpty();
    }

    @Test
    void matchersOnDifferentLabelsMustAllHold() {
        begin(List.of());
        silence(BEGIN, Duration.ofHours(2), "error_code = 16020", "level = warning");

        crowd(CROWD, i -> labels("16020", i));
        advance(Duration.ofMinutes(1));

        assertThat(told).hasSize(1);
    }

    /** More of the crowd than can be remembered, of whom the silence may hold, and one of whom it does not. */
    @Test
    void aNoticeSaysWhenASilenceMayHoldForSomeOfIt() {
        begin(List.of());
        crowd(CROWD, i -> labels("16020", i));
        crowd(1, i -> labels("11200", i)); // in a kind of its own
        silence(now, Duration.ofHours(2), "error_code = 16020", "host =~ host-.*");
        advance(Duration.ofMinutes(1));

        assertThat(told).singleElement().satisfies(notice -> {
            assertThat(notice.total()).isEqualTo(CROWD + 1);
            assertThat(notice.undecided()).isBetween(9_000L, 9_900L);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {120, 10_000})
    void aSuspendedAccountMutesItsStorm(int crowd) {
        for (List<Label> groupBy : List.of(List.<Label>of(), List.of(Label.ERROR_CODE), List.of(Label.HOST))) {
            begin(groupBy);
            add(labels("30002", 0));
            advance(Duration.ofMinutes(1));
            told.clear();

            crowd(crowd, i -> labels(String.valueOf(30_100 + i % 22), i));
            advance(Duration.ofMinutes(9));

            assertThat(told)
                    .filteredOn(notice -> notice.state() == Notice.State.FIRING)
                    .isEmpty();
        }
    }

    @Test
    void anotherAccountInTheStormIsTold() {
        begin(List.of());
        add(labels("30002", 0));
        advance(Duration.ofMinutes(1));
        told.clear();

        crowd(CROWD, i -> i == 7_777 ? with(labels("30100", i), Label.ACCOUNT, "AC2") : labels("30100", i));
        advance(Duration.ofMinutes(6));

        assertThat(told).hasSize(1);
    }

    /** All hosts are down, more of them than are remembered, and each explains its own noise. */
    @Test
    void moreCausesThanAreRememberedStillExplainTheirNoise() {
        begin(List.of(Label.ERROR_CODE));
        crowd(CROWD, i -> labels("11200", i));
        crowd(CROWD, i -> labels("12100", i));
        assertThat(inhibitions.remember(now)).hasSizeLessThan(200_000);
        advance(Duration.ofMinutes(1));

        assertThat(told)
                .extracting(notice -> notice.labels().get(Label.ERROR_CODE))
                .containsExactly("11200");
    }

    /** A node that is killed goes on with what it remembered, and what that takes is bounded. */
    @Test
    void aRestartDecidesTheSame() {
        for (String matcher : List.of("error_code = 16020", "host =~ host-.*", "error_code != 16020")) {
            begin(List.of(Label.LEVEL));
            silence(BEGIN, Duration.ofHours(2), matcher);
            Map<String, String> remembered = new HashMap<>();
            for (int part = 0; part < 20; part++) {
                int from = part * 500;
                crowd(500, i -> labels("16020", from + i));
                remember(remembered);
                groups = groups();
                groups.restore(remembered, now);
            }
            assertThat(remembered.values()).allSatisfy(json -> assertThat(json).hasSizeLessThan(60_000));
            advance(Duration.ofMinutes(1));

            assertThat(told.isEmpty()).as(matcher).isEqualTo(!matcher.contains("!="));
        }
    }

    @Test
    void theRememberedStateStaysBoundedWhateverDiffers() {
        begin(List.of());
        Map<String, String> remembered = new HashMap<>();
        for (int i = 0; i < CROWD; i++) {
            Map<Label, String> labels = new HashMap<>();
            for (Label label : Label.values()) {
                labels.put(
                        label, label.value() + "-" + (i * 31L * label.value().length()) % 9_973 + "-" + "x".repeat(60));
            }
            add(labels);
        }
        remember(remembered);

        assertThat(remembered.values()).allSatisfy(json -> assertThat(json).hasSizeLessThan(300_000));
    }

    /** A version remembered of those that it did not tell apart nothing but how many they were. */
    @Test
    void stateOfAnOlderVersionIsSilencedByWhatTheGroupProvesOrMayBe() {
        String old = """
                {"rule":"all","threshold":"each","labels":{"ERROR_CODE":"16020"},"since":%1$d,"told":null,"reached":%1$d,
                 "due":%2$d,"latest":%1$d,"fresh":150,"total":150,"receivers":[],"counted":{},"all":{},
                 "kinds":[{"labels":{"ERROR_CODE":"16020","HOST":"a"},"total":100,"fresh":100,"recent":{}},
                          {"labels":{},"total":50,"fresh":50,"recent":{}}],"examples":[]}""".formatted(BEGIN.toEpochMilli(), BEGIN.plusSeconds(30).toEpochMilli());
        Map<String, Boolean> silenced =
                Map.of("error_code = 16020", true, "error_code != 16020", false, "host = a", true, "host = b", false);

        silenced.forEach((matcher, isSilenced) -> {
            begin(List.of(Label.ERROR_CODE));
            silence(BEGIN, Duration.ofHours(2), matcher);
            groups.restore(Map.of("all", old), BEGIN);
            advance(Duration.ofMinutes(1));

            assertThat(told.isEmpty()).as(matcher).isEqualTo(isSilenced);
        });
    }

    @Test
    void aCrowdBelowItsThresholdIsJudgedWhenItIsReached() {
        begin(List.of());
        rules = new Rules(List.of(rule("all", new Threshold.Count(5_000, Duration.ofMinutes(5)), List.of())));
        groups = groups();
        silence(BEGIN, Duration.ofHours(2), "error_code = 16020");
        crowd(1_000, i -> labels("11200", i)); // has left the window when the threshold is reached
        advance(Duration.ofMinutes(6));
        crowd(CROWD, i -> labels("16020", i));
        advance(Duration.ofMinutes(8));

        assertThat(told).isEmpty();
    }

    private void begin(List<Label> groupBy) {
        rules = rules(groupBy);
        groups = groups();
        silences.set(List.of());
        all.clear();
        inhibitions.restore("[]");
        told.clear();
        now = BEGIN;
    }

    private final List<Silence> all = new ArrayList<>();

    private void silence(Instant from, Duration duration, String... matchers) {
        all.add(new Silence(
                0, matchers.length == 0 ? "all" : "", List.of(matchers), from, from.plus(duration), "", ""));
        silences.set(all);
    }

    private void crowd(int size, IntFunction<Map<Label, String>> labels) {
        for (int i = 0; i < size; i++) {
            add(labels.apply(i));
        }
    }

    private void add(Map<Label, String> labels) {
        Occurrence occurrence = new Occurrence(++events, now, "CA1", labels);
        inhibitions.add(occurrence);
        groups.add(occurrence);
    }

    private void advance(Duration sinceBegin) {
        Instant to = BEGIN.plus(sinceBegin);
        while (!groups.due().isAfter(to)) {
            now = groups.due().isAfter(now) ? groups.due() : now;
            groups.advance(now).forEach(routed -> told.add(routed.notice()));
        }
        now = to;
    }

    private void remember(Map<String, String> remembered) {
        Groups.Changes changes = groups.changes();
        remembered.keySet().removeAll(changes.ended());
        remembered.putAll(changes.states());
    }

    private static Map<Label, String> labels(String code, int host) {
        return Map.of(
                Label.ACCOUNT,
                ACCOUNT,
                Label.KIND,
                "debugger",
                Label.LEVEL,
                "error",
                Label.ERROR_CODE,
                code,
                Label.HOST,
                "host-" + host + ".example.com");
    }

    private static Map<Label, String> with(Map<Label, String> labels, Label label, String value) {
        Map<Label, String> changed = new HashMap<>(labels);
        changed.put(label, value);
        return changed;
    }

    private Groups groups() {
        return new Groups(rules, silences.or(inhibitions));
    }

    private static Rules rules(List<Label> groupBy) {
        return new Rules(List.of(rule("all", new Threshold.Count(1, Duration.ofMinutes(5)), groupBy)));
    }

    private static Rule rule(String name, Threshold threshold, List<Label> groupBy) {
        return new Rule(
                name,
                List.of(),
                false,
                threshold,
                groupBy,
                Rule.DEFAULT_GROUP_WAIT,
                Rule.DEFAULT_GROUP_INTERVAL,
                Rule.DEFAULT_REPEAT_INTERVAL,
                Rule.DEFAULT_RESOLVE_AFTER,
                List.of("team"),
                List.of(),
                List.of());
    }
}
