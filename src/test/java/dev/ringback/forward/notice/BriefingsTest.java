package dev.ringback.forward.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.forward.group.Notice;
import dev.ringback.forward.group.Notice.Kind;
import dev.ringback.forward.group.Notice.State;
import dev.ringback.forward.notice.Briefing.Fact;
import dev.ringback.forward.notice.Briefing.Link;
import dev.ringback.forward.notice.Briefing.Severity;
import dev.ringback.forward.rule.Label;
import dev.ringback.forward.rule.Occurrence;
import dev.ringback.forward.rule.Report;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BriefingsTest {
    private final Briefings briefings =
            new Briefings(ErrorCatalogue.shipped(), Notices.LINKS, NoticeTemplates.shipped());

    @Test
    void saysWhatOneCodeMeans() {
        Briefing briefing = briefings.of(Notices.of(State.FIRING, 12, 12, Notices.filtered()), 7);

        assertThat(briefing.title()).isEqualTo("30007 Message filtered by the carrier: 12 in 4 minutes");
        assertThat(briefing.text()).isEqualTo("""
                        Count: 12
                        Since: 2026-01-31 12:00:00 UTC, for 4 minutes 30 seconds
                        Rule: blocked (10 in 5m)
                        Group: error_code=30007
                        Code 30007: Message filtered by the carrier. The carrier or Twilio took it for unwanted. \
                        Look at the text, links, consent and the sender's registration.

                        Newest:
                        - 2026-01-31 12:04:00 UTC  SM00000000000000000000000000000001  30007, undelivered \
                        https://ringback.example/timeline/SM00000000000000000000000000000001

                        Silence: https://ringback.example/silence?rule=blocked
                        Twilio on 30007: https://www.twilio.com/docs/api/errors/30007
                        """);
        assertThat(briefing.id()).isEqualTo("notice-7");
        assertThat(briefing.key()).matches("[0-9a-f]{32}");
        assertThat(briefing.severity()).isEqualTo(Severity.ERROR);
        assertThat(briefing.labels()).isEqualTo(Map.of("rule", "blocked", "error_code", "30007"));
        assertThat(briefing.isResolved()).isFalse();
        assertThat(briefing.fresh()).isEqualTo(12);
        assertThat(briefing.total()).isEqualTo(12);
        assertThat(briefing.since()).isEqualTo(Notices.SINCE);
        assertThat(briefing.at()).isEqualTo(Notices.AT);
        assertThat(briefing.examples().get(0).links())
                .containsExactly(new Link("Timeline", URI.create("https://ringback.example/timeline/" + Notices.SID)));
        assertThat(briefing.links())
                .containsExactly(
                        new Link("Silence", URI.create("https://ringback.example/silence?rule=blocked")),
                        new Link("Twilio on 30007", URI.create("https://www.twilio.com/docs/api/errors/30007")));
    }

    @Test
    void breaksSeveralCodesDown() {
        Briefing briefing = briefings.of(
                Notices.of(
                        State.FIRING,
                        2,
                        40,
                        Map.of(Label.KIND, "debugger"),
                        new Kind(debugger("11200", "a.example.com"), 1),
                        new Kind(debugger("11205", "b.example.com"), 30),
                        new Kind(debugger("39999", ""), 3),
                        new Kind(debugger("11210", "a.example.com"), 2),
                        new Kind(debugger("11200", "c.example.com"), 4)),
                7);

        assertThat(briefing.title()).isEqualTo("blocked: 2 more, 40 in 4 minutes");
        assertThat(briefing.facts())
                .extracting(Fact::name)
                .containsExactly("Count", "Since", "Rule", "Group", "Code 11205", "Code 11200", "Kinds");
        assertThat(fact(briefing, "Count")).isEqualTo("40 in total, 2 since the last notice");
        assertThat(fact(briefing, "Kinds"))
                .isEqualTo("1 x error_code=11200, host=a.example.com; 30 x error_code=11205, host=b.example.com; "
                        + "3 x error_code=39999, no host; 2 x error_code=11210, host=a.example.com; "
                        + "4 x error_code=11200, host=c.example.com");
        assertThat(briefing.links())
                .extracting(Link::text)
                .containsExactly("Silence", "Twilio on 11205", "Twilio on 11200", "Twilio on 39999");
    }

    @Test
    void namesOnlyTheFirstKindsOfMany() {
        Kind[] kinds = new Kind[8];
        for (int number = 0; number < kinds.length; number++) {
            kinds[number] = new Kind(Map.of(Label.STATUS, "status" + number), 8L - number);
        }

        Briefing briefing = briefings.of(Notices.of(State.FIRING, 36, 36, Map.of(Label.KIND, "call"), kinds), 7);

        assertThat(fact(briefing, "Kinds"))
                .isEqualTo("8 x status=status0; 7 x status=status1; 6 x status=status2; 5 x status=status3; "
                        + "4 x status=status4; and 3 more kinds");
    }

    @Test
    void knowsWhatHoldsForThoseThatAreNotToldApart() {
        Briefing briefing = briefings.of(
                Notices.of(
                        State.FIRING,
                        12,
                        12,
                        Map.of(Label.ERROR_CODE, "11200"),
                        new Kind(debugger("11200", "a.example.com"), 4),
                        new Kind(Map.of(), 5),
                        new Kind(debugger("11200", "b.example.com"), 3)),
                7);

        assertThat(briefing.title()).isEqualTo("11200 Webhook got no usable answer: 12 in 4 minutes");
        assertThat(fact(briefing, "Kinds")).isEqualTo("4 x host=a.example.com; 5 x others; 3 x host=b.example.com");
    }

    @Test
    void saysOfHowManyItIsNotKnownWhetherTheyAreSilenced() {
        Notice decided = Notices.of(State.FIRING, 12, 12, Notices.filtered());
        Notice undecided = new Notice(
                decided.rule(),
                decided.threshold(),
                decided.labels(),
                decided.state(),
                decided.at(),
                decided.fresh(),
                decided.total(),
                decided.since(),
                decided.latest(),
                decided.kinds(),
                decided.examples(),
                9);

        assertThat(briefings.of(decided, 7).text()).doesNotContain("Silences");
        assertThat(briefings.of(undecided, 7).text())
                .contains("Silences: 9 of these have too many combinations of labels to be told apart; a silence or an"
                        + " inhibition may hold for them");
    }

    @Test
    void namesTheRuleOfAShareOfMessages() {
        Notice notice = new Notice(
                "too many failures",
                "over 5% of at least 20 in 10m",
                Map.of(),
                State.FIRING,
                Notices.AT,
                3,
                3,
                Notices.SINCE,
                Notices.LATEST,
                List.of(
                        new Kind(Notices.filtered(), 2),
                        new Kind(Map.of(Label.KIND, "message", Label.LEVEL, "error", Label.STATUS, "failed"), 1)),
                List.of());

        Briefing briefing = briefings.of(notice, 7);

        assertThat(briefing.title()).isEqualTo("too many failures: 3 in 4 minutes");
        assertThat(briefing.text()).isEqualTo("""
                        Count: 3
                        Since: 2026-01-31 12:00:00 UTC, for 4 minutes 30 seconds
                        Rule: too many failures (over 5% of at least 20 in 10m)
                        Code 30007: Message filtered by the carrier. The carrier or Twilio took it for unwanted. \
                        Look at the text, links, consent and the sender's registration.
                        Kinds: 2 x error_code=30007, status=undelivered; 1 x no error_code, status=failed

                        Silence: https://ringback.example/silence?rule=too%20many%20failures
                        Twilio on 30007: https://www.twilio.com/docs/api/errors/30007
                        """);
    }

    @Test
    void saysWhenItIsOver() {
        Briefing briefing = briefings.of(Notices.of(State.RESOLVED, 0, 40, Notices.filtered()), 7);

        assertThat(briefing.title()).isEqualTo("RESOLVED: 30007 Message filtered by the carrier: 40 in 4 minutes");
        assertThat(briefing.text()).startsWith("""
                        Count: 40
                        Lasted: 2026-01-31 12:00:00 UTC to 2026-01-31 12:04:00 UTC, 4 minutes
                        Rule: blocked (10 in 5m)
                        """);
        assertThat(briefing.isResolved()).isTrue();
        assertThat(briefing.links())
                .as("what is over needs no silence")
                .extracting(Link::text)
                .containsExactly("Twilio on 30007");
    }

    @Test
    void speaksOfCallsWithoutAnyCode() {
        Map<Label, String> labels = Map.of(Label.KIND, "call", Label.LEVEL, "info", Label.STATUS, "busy");

        Briefing briefing = briefings.of(Notices.of(State.FIRING, 1, 1, labels), 7);

        assertThat(briefing.title()).isEqualTo("Call busy: once");
        assertThat(briefing.severity()).isEqualTo(Severity.INFO);
        assertThat(briefing.text()).isEqualTo("""
                        Count: 1
                        Since: 2026-01-31 12:00:00 UTC, for 4 minutes 30 seconds
                        Rule: blocked (10 in 5m)
                        Group: kind=call

                        Newest:
                        - 2026-01-31 12:04:00 UTC  SM00000000000000000000000000000001  busy \
                        https://ringback.example/timeline/SM00000000000000000000000000000001

                        Silence: https://ringback.example/silence?rule=blocked
                        """);
    }

    @Test
    void saysThatNothingNewHasHappened() {
        assertThat(briefings
                        .of(Notices.of(State.FIRING, 0, 40, Notices.filtered()), 7)
                        .title())
                .isEqualTo("30007 Message filtered by the carrier: none new, 40 in 4 minutes");
    }

    @Test
    void namesACodeThatIsNotExplained() {
        Map<Label, String> labels = Map.of(Label.ERROR_CODE, "39999", Label.LEVEL, "warning");

        Briefing briefing = briefings.of(Notices.of(State.FIRING, 5, 5, labels), 7);

        assertThat(briefing.title()).isEqualTo("Warning 39999: 5 in 4 minutes");
        assertThat(briefing.severity()).isEqualTo(Severity.WARNING);
        assertThat(briefing.links()).extracting(Link::text).contains("Twilio on 39999");
    }

    @Test
    void isAsBadAsTheWorstOfIt() {
        assertThat(severity("info", "warning")).isEqualTo(Severity.WARNING);
        assertThat(severity("warning", "error", "info")).isEqualTo(Severity.ERROR);
        assertThat(severity("info")).isEqualTo(Severity.INFO);
        assertThat(severity("")).isEqualTo(Severity.ERROR);
        assertThat(severity("fatal", "info")).isEqualTo(Severity.ERROR);
    }

    @Test
    void showsTheFailedRequestWithoutTheValuesInIt() {
        Report report = new Report(
                "Got 502 from https://me:secret@example.com/sms?From=%2B14155550100&Body=hello.",
                "POST",
                "https://me:secret@example.com/sms/14155550101?From=%2B14155550100&Body=hello&secret#secret",
                "502",
                "<html>\n  Bad\u0000 Gateway\u001b[31m");
        Notice notice = withExamples(
                Notices.occurrence(Notices.filtered(), Report.NONE),
                Notices.occurrence(Notices.filtered(), report),
                Notices.occurrence(Notices.filtered(), new Report("older", null, null, null, null)));

        Briefing briefing = briefings.of(notice, 7);

        assertThat(fact(briefing, "Twilio says")).isEqualTo("Got 502 from https://example.com/sms?From=...&Body=...");
        assertThat(fact(briefing, "Request"))
                .isEqualTo("POST https://example.com/sms/14155550101?From=...&Body=...&...");
        assertThat(fact(briefing, "Answer")).isEqualTo("502: <html> Bad Gateway [31m");
        assertThat(briefing.text()).doesNotContain("secret", "hello", "14155550100");
    }

    @Test
    void showsFiveExamplesAtMost() {
        Occurrence[] many = new Occurrence[Notice.MOST_EXAMPLES];
        for (int number = 0; number < many.length; number++) {
            many[number] = new Occurrence(
                    number,
                    Notices.LATEST.minusSeconds(number),
                    "SM%032d".formatted(number),
                    debugger("11200", "example.com"),
                    Report.NONE);
        }

        Briefing briefing = briefings.of(withExamples(many), 7);

        assertThat(briefing.examples())
                .extracting(Briefing.Example::text)
                .hasSize(5)
                .startsWith(
                        "2026-01-31 12:04:00 UTC  SM00000000000000000000000000000000  11200, example.com",
                        "2026-01-31 12:03:59 UTC  SM00000000000000000000000000000001  11200, example.com");
    }

    @Test
    void saysNothingOfATimelineWhereThereIsNone() {
        Briefing briefing = new Briefings(ErrorCatalogue.shipped(), Links.NONE, NoticeTemplates.shipped())
                .of(Notices.of(State.FIRING, 12, 12, Notices.filtered()), 7);

        assertThat(briefing.text()).contains("30007, undelivered\n").doesNotContain("ringback.example", "Silence");
        assertThat(briefing.examples().get(0).links()).isEmpty();
    }

    @Test
    void makesPlainTextOfWhateverStrangersSend() {
        String odd = "x\u0000\u001b[2J\r\n\u202eevil\ud83d{{title}}<b>\u2028" + "y".repeat(5000);
        Map<Label, String> labels = Map.of(Label.ERROR_CODE, odd, Label.HOST, odd, Label.STATUS, odd);
        Notice notice = new Notice(
                odd,
                odd,
                labels,
                State.FIRING,
                Notices.AT,
                1,
                2,
                Notices.SINCE,
                Notices.LATEST,
                List.of(new Kind(labels, 1), new Kind(Map.of(Label.HOST, odd + odd), 1)),
                List.of(new Occurrence(1, Notices.LATEST, odd, labels, new Report(odd, odd, odd, odd, odd))));

        Briefing briefing =
                new Briefings(ErrorCatalogue.shipped(), Links.NONE, NoticeTemplates.shipped()).of(notice, 7);

        assertThat(briefing.title())
                .hasSizeLessThanOrEqualTo(Briefing.MAX_TITLE)
                .doesNotContain("\n");
        assertThat(briefing.title() + briefing.text() + briefing.facts() + briefing.examples() + briefing.labels())
                .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}&&[^\\n]]");
        assertThat(briefing.text()).contains("x [2J evil{{title}}<b> y").hasSizeLessThan(10_000);
        assertThat(briefing.links()).isEmpty();
    }

    @Test
    void theSameGroupHasTheSameKeyAndNoOtherHas() {
        Map<Label, String> labels = Map.of(Label.HOST, "a", Label.STATUS, "b");

        assertThat(GroupDigest.of("r", labels))
                .as("it must not change from version to version")
                .isEqualTo("b9b8aa19074acbcd66ee2c85ce5fa7a1")
                .isEqualTo(GroupDigest.of("r", Map.of(Label.HOST, "a", Label.STATUS, "b", Label.ACCOUNT, "")))
                .isNotEqualTo(GroupDigest.of("q", labels))
                .isNotEqualTo(GroupDigest.of("r", Map.of(Label.HOST, "b", Label.STATUS, "a")))
                .isNotEqualTo(GroupDigest.of("r", Map.of(Label.HOST, "a\nstatus 1 b")))
                .isNotEqualTo(GroupDigest.of("r\nhost 1 a", Map.of(Label.STATUS, "b")));
    }

    @Test
    void saysThatAReceiverCannotBeReachedAndThatItCanAgain() {
        GivenUp failing = new GivenUp(
                "on-call",
                Notices.SINCE,
                7,
                "401 Unauthorized",
                GivenUp.State.FAILING,
                List.of("30007 Message filtered by the carrier: 12 in 4 minutes\n"));
        GivenUp works = new GivenUp("on-call", Notices.SINCE, 0, "401 Unauthorized", GivenUp.State.WORKS, List.of());

        Briefing told = briefings.of(failing, Notices.AT, 7);
        Briefing over = briefings.of(works, Notices.AT, 8);

        assertThat(told.title()).isEqualTo("Receiver on-call cannot be reached");
        assertThat(told.text()).isEqualTo("""
                        Receiver: on-call
                        Since: 2026-01-31 12:00:00 UTC, for 4 minutes 30 seconds
                        Last answer: 401 Unauthorized
                        Waiting: 7 to be sent, the newest: 30007 Message filtered by the carrier: 12 in 4 minutes
                        To see them: ringback deliveries list --receiver on-call --state pending
                        """);
        assertThat(over.title()).isEqualTo("RESOLVED: Receiver on-call can be reached again");
        assertThat(over.isResolved()).isTrue();
        assertThat(over.key()).isEqualTo(told.key());
    }

    @Test
    void tellsSomebodyElseOfWhatWasGivenUp() {
        GivenUp givenUp = new GivenUp("on-call", Notices.SINCE, 3, "503 Service Unavailable\r\n\u0000");

        Briefing briefing = briefings.of(givenUp, Notices.AT, 8);

        assertThat(briefing.id()).isEqualTo("given-up-8");
        assertThat(briefing.title()).isEqualTo("Notices to on-call could not be delivered");
        assertThat(briefing.text()).isEqualTo("""
                        Count: 3 until now
                        Since: 2026-01-31 12:00:00 UTC, for 4 minutes 30 seconds
                        Receiver: on-call
                        Last answer: 503 Service Unavailable
                        To see them: ringback deliveries list --receiver on-call --state dead
                        To send one again: ringback deliveries replay ID
                        """);
        assertThat(briefing.severity()).isEqualTo(Severity.ERROR);
        assertThat(briefing.key())
                .matches("[0-9a-f]{32}")
                .isNotEqualTo(briefings
                        .of(new GivenUp("other", Notices.SINCE, 3, ""), Notices.AT, 8)
                        .key());
    }

    @Test
    void aSampleSaysThatItIsOne() {
        Briefings own = new Briefings(
                ErrorCatalogue.shipped(),
                Notices.LINKS,
                new NoticeTemplates(NoticeTemplate.compile("my title"), NoticeTemplate.shippedText()));

        Briefing briefing = own.sample(Clock.fixed(Notices.AT, ZoneOffset.UTC));

        assertThat(briefing.title()).isEqualTo("TEST: my title");
        assertThat(briefing.text())
                .contains("Rule: sample (this is a test, nothing has happened)", "SM00000000000000000000000000000001");
        assertThat(briefing.id()).isEqualTo("sample-1769861070000");
    }

    private Severity severity(String... levels) {
        Kind[] kinds = new Kind[levels.length];
        for (int number = 0; number < levels.length; number++) {
            kinds[number] = new Kind(Map.of(Label.LEVEL, levels[number]), 1);
        }
        return briefings
                .of(Notices.of(State.FIRING, 1, 1, Map.of(Label.KIND, "debugger"), kinds), 7)
                .severity();
    }

    private static Notice withExamples(Occurrence... examples) {
        return new Notice(
                "blocked",
                "each",
                Map.of(),
                State.FIRING,
                Notices.AT,
                3,
                3,
                Notices.SINCE,
                Notices.LATEST,
                List.of(),
                List.of(examples));
    }

    private static Map<Label, String> debugger(String code, String host) {
        return Map.of(Label.KIND, "debugger", Label.LEVEL, "error", Label.ERROR_CODE, code, Label.HOST, host);
    }

    private static String fact(Briefing briefing, String name) {
        return briefing.facts().stream()
                .filter(fact -> fact.name().equals(name))
                .map(Fact::value)
                .findFirst()
                .orElse("");
    }
}
