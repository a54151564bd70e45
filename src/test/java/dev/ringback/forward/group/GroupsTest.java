package dev.ringback.forward.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.forward.rule.Label;
import dev.ringback.forward.rule.LabelMatcher;
import dev.ringback.forward.rule.Occurrence;
import dev.ringback.forward.rule.Rule;
import dev.ringback.forward.rule.Rules;
import dev.ringback.forward.rule.Threshold;
import dev.ringback.forward.rule.Timespan;
import dev.ringback.model.Hours;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tests which notices are due when, on a clock of the test's own. */
class GroupsTest {
    private static final Instant BEGIN = Instant.parse("2026-01-05T12:00:00Z"); // a Monday
    private static final Threshold EACH = new Threshold.Count(1, Duration.ofMinutes(5));

    private final List<String> told = new ArrayList<>();
    private final Set<String> silenced = new HashSet<>();
    private Instant now = BEGIN;
    private int events;

    @Test
    void theFirstNoticeGathersAndTheNextWaitsForItsTurnAndTheEndIsToldOnce() {
        Groups groups = groups(rule("all"));

        add(groups, "0s", "11200");
        add(groups, "1s", "11200");
        add(groups, "40s", "11200");
        advance(groups, "1h");

        assertThat(told)
                .containsExactly("30s FIRING all 2 of 2", "5m30s FIRING all 1 of 3", "10m30s RESOLVED all 0 of 3");
        assertThat(groups.size()).isZero();
        assertThat(groups.due()).isEqualTo(Instant.MAX);
    }

    @Test
    void aContinuingTroubleIsRepeatedAfterHours() {
        Groups groups = groups(rule("all").repeatInterval("20m").resolveAfter("1h"));

        add(groups, "0s", "11200");
        advance(groups, "2h");

        assertThat(told)
                .containsExactly(
                        "30s FIRING all 1 of 1",
                        "20m30s FIRING all 0 of 1",
                        "40m30s FIRING all 0 of 1",
                        "1h30s RESOLVED all 0 of 1");
    }

    @Test
    void groupsOfOneRuleAreToldApart() {
        Groups groups = groups(rule("codes").groupBy(Label.ERROR_CODE));

        add(groups, "0s", "11200");
        add(groups, "10s", "30007");
        add(groups, "20s", "11200");
        advance(groups, "1m");

        assertThat(told).containsExactly("30s FIRING codes[11200] 2 of 2", "40s FIRING codes[30007] 1 of 1");
    }

    @Test
    void aCountBelowItsThresholdIsNotTold() {
        Groups groups = groups(rule("many").threshold(new Threshold.Count(3, Duration.ofMinutes(5))));

        add(groups, "0s", "30007");
        add(groups, "1s", "30007");
        add(groups, "5m1s", "30007"); // the first two have left the window
        add(groups, "5m2s", "30007");
        assertThat(groups.due()).isEqualTo(Instant.MAX);
        add(groups, "5m3s", "30007");
        advance(groups, "6m");

        assertThat(told).containsExactly("5m33s FIRING many 3 of 3");
    }

    @Test
    void aGroupThatFallsBelowItsThresholdIsOverThoughItGoesOnALittle() {
        Groups groups = groups(rule("many").threshold(new Threshold.Count(3, Duration.ofMinutes(1))));

        for (String at : List.of("0s", "1s", "2s", "3m", "6m")) {
            add(groups, at, "30007");
        }
        advance(groups, "1h");

        assertThat(told).containsExactly("32s FIRING many 3 of 3", "5m32s RESOLVED many 1 of 4");
    }

    @Test
    void aShareSpeaksOnlyOfEnough() {
        Groups groups = groups(rule("share")
                .threshold(new Threshold.Share(
                        5, List.of(LabelMatcher.parse("status = undelivered")), 20, Duration.ofMinutes(15))));

        addOutcomes(groups, "0s", 18, 1); // 19, not enough
        assertThat(groups.due()).isEqualTo(Instant.MAX);
        addOutcomes(groups, "1s", 1, 0); // 20, and 5% are not over 5%
        assertThat(groups.due()).isEqualTo(Instant.MAX);
        addOutcomes(groups, "2s", 0, 1);
        advance(groups, "1m");

        assertThat(told).containsExactly("32s FIRING share 2 of 2");
    }

    @Test
    void theFirstRuleThatHoldsIsTheLastUnlessItSaysToGoOn() {
        Groups groups = groups(
                rule("watcher").goOn(), rule("webhook").matchers("error_code = 11200"), rule("rest"), rule("never"));

        add(groups, "0s", "11200");
        add(groups, "1s", "30007");
        advance(groups, "1m");

        assertThat(told)
                .containsExactly("30s FIRING watcher 2 of 2", "30s FIRING webhook 1 of 1", "31s FIRING rest 1 of 1");
    }

    @Test
    void aTroubleOfMutedHoursIsToldAfterThemIfItContinues() {
        Hours lunch = hours("12:00", "12:20");
        Groups groups = groups(rule("lunch").mute(lunch));

        add(groups, "0s", "11200");
        for (int minute = 1; minute < 22; minute++) {
            add(groups, minute + "m", "11200");
        }
        advance(groups, "23m");

        assertThat(told).containsExactly("20m30s FIRING lunch 21 of 21");
    }

    @Test
    void aTroubleThatEndsBeforeItsNoticeCausesNone() {
        Groups groups = groups(rule("night").active(hours("14:00", "15:00")));

        add(groups, "0s", "11200");
        advance(groups, "3h");

        assertThat(told).isEmpty();
        assertThat(groups.size()).isZero();
    }

    @Test
    void aSilenceHoldsNoticesBackAndNotTheEndOfWhatWasTold() {
        Groups groups = groups(rule("all"));

        add(groups, "0s", "11200");
        advance(groups, "1m");
        silenced.add("all");
        add(groups, "2m", "11200");
        advance(groups, "1h");

        assertThat(told).containsExactly("30s FIRING all 1 of 1", "10m30s RESOLVED all 1 of 2");
    }

    @Test
    void troubleThatComesAgainBeginsAnew() {
        Groups groups = groups(rule("all"));

        add(groups, "0s", "11200");
        advance(groups, "20m");
        add(groups, "21m", "11200");
        advance(groups, "22m");

        assertThat(told)
                .containsExactly("30s FIRING all 1 of 1", "5m30s RESOLVED all 0 of 1", "21m30s FIRING all 1 of 1");
    }

    @Test
    void aStormIsAHandfulOfNoticesWithExactCounts() {
        Groups groups = groups(rule("storm"));

        for (int i = 0; i < 50_000; i++) { // 10,000 a minute for 5 minutes
            advanceTo(groups, BEGIN.plusMillis(6L * i));
            groups.add(occurrence(BEGIN.plusMillis(6L * i), "11200", "error", ""));
        }
        advance(groups, "1h");

        assertThat(told)
                .containsExactly(
                        "30s FIRING storm 5000 of 5000",
                        "5m30s FIRING storm 45000 of 50000",
                        "10m30s RESOLVED storm 0 of 50000");
    }

    @Test
    void aNoticeShowsTheNewest() {
        List<Notice> notices = new ArrayList<>();
        Groups groups = groups(rule("all"));
        for (int i = 0; i < 25; i++) {
            add(groups, i + "s", "11200");
        }

        groups.advance(at("30s")).forEach(routed -> notices.add(routed.notice()));

        assertThat(notices).singleElement().satisfies(notice -> {
            assertThat(notice.since()).isEqualTo(at("0s"));
            assertThat(notice.latest()).isEqualTo(at("24s"));
            assertThat(notice.examples())
                    .extracting(Occurrence::eventId)
                    .containsExactly(25L, 24L, 23L, 22L, 21L, 20L, 19L, 18L, 17L, 16L);
        });
    }

    /** A machine that is killed and started again with what was remembered tells the same as one that was not. */
    @Test
    void restoredGroupsGiveTheSameNotices() {
        RuleBuilder[] rules = {
            rule("each").goOn().groupBy(Label.ERROR_CODE),
            rule("many").threshold(new Threshold.Count(3, Duration.ofMinutes(5)))
        };
        List<String> events = List.of("0s", "1s", "10s", "40s", "4m", "4m30s", "6m", "20m", "20m1s", "20m2s");
        Groups steady = groups(rules);
        events.forEach(at -> add(steady, at, "30007"));
        advance(steady, "1h");
        List<String> expected = List.copyOf(told);
        told.clear();
        now = BEGIN;

        Groups groups = groups(rules);
        Map<String, String> remembered = new HashMap<>();
        for (String at : events) {
            add(groups, at, "30007");
            remember(remembered, groups.changes());
            groups = groups(rules);
            assertThat(groups.restore(remembered, now)).isEmpty();
        }
        advance(groups, "1h");

        assertThat(told).isEqualTo(expected).hasSizeGreaterThan(6);
        remember(remembered, groups.changes());
        assertThat(remembered).isEmpty();
    }

    @Test
    void lateReadingGivesTheSameNotices() {
        Groups groups = groups(rule("all"));
        add(groups, "0s", "11200");
        add(groups, "1s", "11200");

        groups.advance(at("1h")).forEach(routed -> tell(routed.notice()));

        assertThat(told).containsExactly("30s FIRING all 2 of 2", "5m30s RESOLVED all 0 of 2");
    }

    @Test
    void theEndOfWhatARemovedRuleBeganIsToldToThoseWhoWereTold() {
        Groups groups = groups(rule("old").groupBy(Label.ERROR_CODE));
        add(groups, "0s", "11200");
        advance(groups, "1m");
        add(groups, "1m1s", "30007"); // nobody is told of it yet
        Map<String, String> remembered = new HashMap<>();
        remember(remembered, groups.changes());
        Groups others = groups(rule("new"));

        List<RoutedNotice> notices = others.restore(remembered, at("2m"));

        assertThat(notices).singleElement().satisfies(routed -> {
            assertThat(routed.receivers()).containsExactly("team");
            assertThat(routed.notice().state()).isEqualTo(Notice.State.RESOLVED);
            assertThat(routed.notice().labels()).containsEntry(Label.ERROR_CODE, "11200");
        });
        remember(remembered, others.changes());
        assertThat(remembered).isEmpty();
    }

    @Test
    void aNoticeSaysOfWhichKindsThereWereHowMany() {
        Groups groups = groups(rule("all"));
        List.of("30007", "11200", "30007").forEach(code -> add(groups, "0s", code));

        Notice notice = groups.advance(at("30s")).get(0).notice();

        assertThat(notice.kinds())
                .extracting(kind -> kind.labels().get(Label.ERROR_CODE) + " " + kind.count())
                .containsExactly("30007 2", "11200 1");
    }

    @Test
    void aFailureThatIsToldByTheMessageAndByTheDebuggerCountsOnce() {
        Groups groups = groups(rule("all"));
        for (String sid : List.of("SM1", "SM2")) {
            for (String kind : List.of("message", "debugger", "debugger")) {
                groups.add(
                        new Occurrence(++events, at("0s"), sid, Map.of(Label.KIND, kind, Label.ERROR_CODE, "30007")));
            }
        }
        groups.add(
                new Occurrence(++events, at("0s"), "SM3", Map.of(Label.KIND, "debugger", Label.ERROR_CODE, "11200")));
        groups.add(
                new Occurrence(++events, at("0s"), "SM3", Map.of(Label.KIND, "debugger", Label.ERROR_CODE, "11200")));

        advance(groups, "1m");

        assertThat(told).containsExactly("30s FIRING all 4 of 4");
    }

    private static void remember(Map<String, String> remembered, Groups.Changes changes) {
        remembered.keySet().removeAll(changes.ended());
        remembered.putAll(changes.states());
    }

    private static Hours hours(String from, String to) {
        return new Hours(EnumSet.allOf(DayOfWeek.class), LocalTime.parse(from), LocalTime.parse(to), ZoneOffset.UTC);
    }

    private void addOutcomes(Groups groups, String at, int delivered, int undelivered) {
        advanceTo(groups, at(at));
        for (int i = 0; i < delivered + undelivered; i++) {
            groups.add(occurrence(at(at), "", "info", i < delivered ? "delivered" : "undelivered"));
        }
    }

    private void add(Groups groups, String at, String errorCode) {
        advanceTo(groups, at(at));
        groups.add(occurrence(at(at), errorCode, "error", ""));
    }

    private Occurrence occurrence(Instant at, String errorCode, String level, String status) {
        return new Occurrence(
                ++events, at, "SM1", Map.of(Label.ERROR_CODE, errorCode, Label.LEVEL, level, Label.STATUS, status));
    }

    private void advance(Groups groups, String to) {
        advanceTo(groups, at(to));
    }

    /** Wakes up exactly when something is due, as a timer would. */
    private void advanceTo(Groups groups, Instant to) {
        while (!groups.due().isAfter(to)) {
            now = groups.due().isAfter(now) ? groups.due() : now;
            groups.advance(now).forEach(routed -> tell(routed.notice()));
        }
        now = to;
        groups.forget(now);
    }

    private void tell(Notice notice) {
        told.add("%s %s %s%s %d of %d"
                .formatted(
                        Timespan.format(Duration.between(BEGIN, notice.at())),
                        notice.state(),
                        notice.rule(),
                        notice.labels().isEmpty()
                                ? ""
                                : notice.labels().values().toString(),
                        notice.fresh(),
                        notice.total()));
    }

    private static Instant at(String sinceBegin) {
        return sinceBegin.equals("0s") ? BEGIN : BEGIN.plus(Timespan.parse(sinceBegin));
    }

    private Groups groups(RuleBuilder... rules) {
        return new Groups(
                new Rules(List.of(rules).stream().map(RuleBuilder::build).toList()),
                (rule, labels, moment) -> silenced.contains(rule.toLowerCase(Locale.ROOT)));
    }

    private static RuleBuilder rule(String name) {
        return new RuleBuilder(name);
    }

    /** A rule with defaults. */
    private static final class RuleBuilder {
        private final String name;
        private List<LabelMatcher> matchers = List.of();
        private boolean goOn;
        private Threshold threshold = EACH;
        private List<Label> groupBy = List.of();
        private Duration repeatInterval = Rule.DEFAULT_REPEAT_INTERVAL;
        private Duration resolveAfter = Rule.DEFAULT_RESOLVE_AFTER;
        private List<Hours> active = List.of();
        private List<Hours> mute = List.of();

        RuleBuilder(String name) {
            this.name = name;
        }

        RuleBuilder matchers(String matcher) {
            matchers = List.of(LabelMatcher.parse(matcher));
            return this;
        }

        RuleBuilder goOn() {
            goOn = true;
            return this;
        }

        RuleBuilder threshold(Threshold other) {
            threshold = other;
            return this;
        }

        RuleBuilder groupBy(Label label) {
            groupBy = List.of(label);
            return this;
        }

        RuleBuilder repeatInterval(String interval) {
            repeatInterval = Timespan.parse(interval);
            return this;
        }

        RuleBuilder resolveAfter(String quiet) {
            resolveAfter = Timespan.parse(quiet);
            return this;
        }

        RuleBuilder active(Hours hours) {
            active = List.of(hours);
            return this;
        }

        RuleBuilder mute(Hours hours) {
            mute = List.of(hours);
            return this;
        }

        Rule build() {
            return new Rule(
                    name,
                    matchers,
                    goOn,
                    threshold,
                    groupBy,
                    Rule.DEFAULT_GROUP_WAIT,
                    Rule.DEFAULT_GROUP_INTERVAL,
                    repeatInterval,
                    resolveAfter,
                    List.of("team"),
                    active,
                    mute);
        }
    }
}
