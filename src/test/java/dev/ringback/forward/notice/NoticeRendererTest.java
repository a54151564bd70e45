package dev.ringback.forward.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.forward.group.Notice;
import dev.ringback.forward.group.Notice.Kind;
import dev.ringback.forward.group.Notice.State;
import dev.ringback.forward.notice.RenderedNotice.Fact;
import dev.ringback.forward.notice.RenderedNotice.Link;
import dev.ringback.forward.notice.RenderedNotice.Severity;
import dev.ringback.forward.rule.DebuggerReport;
import dev.ringback.forward.rule.Label;
import dev.ringback.forward.rule.Occurrence;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NoticeRendererTest {
    private final NoticeRenderer renderer =
            new NoticeRenderer(ErrorCatalogue.shipped(), TestNotices.LINKS, NoticeTemplates.shipped());

    @Test
    void saysWhatOneCodeMeans() {
        RenderedNotice rendered =
                renderer.render(TestNotices.of(State.FIRING, 12, 12, TestNotices.filtered()), "msg_7");

        assertThat(rendered.title()).isEqualTo("30007 Message filtered by the carrier: 12 in 4 minutes");
        assertThat(rendered.text()).isEqualTo("""
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
        assertThat(rendered.id()).isEqualTo("msg_7");
        assertThat(rendered.key()).matches("[0-9a-f]{32}");
        assertThat(rendered.severity()).isEqualTo(Severity.ERROR);
        assertThat(rendered.labels()).isEqualTo(Map.of("rule", "blocked", "error_code", "30007"));
        assertThat(rendered.isResolved()).isFalse();
        assertThat(rendered.fresh()).isEqualTo(12);
        assertThat(rendered.total()).isEqualTo(12);
        assertThat(rendered.since()).isEqualTo(TestNotices.SINCE);
        assertThat(rendered.at()).isEqualTo(TestNotices.AT);
        assertThat(rendered.examples().get(0).links())
                .containsExactly(
                        new Link("Timeline", URI.create("https://ringback.example/timeline/" + TestNotices.SID)));
        assertThat(rendered.links())
                .containsExactly(
                        new Link("Silence", URI.create("https://ringback.example/silence?rule=blocked")),
                        new Link("Twilio on 30007", URI.create("https://www.twilio.com/docs/api/errors/30007")));
    }

    @Test
    void breaksSeveralCodesDown() {
        RenderedNotice rendered = renderer.render(
                TestNotices.of(
                        State.FIRING,
                        2,
                        40,
                        Map.of(Label.KIND, "debugger"),
                        new Kind(debugger("11200", "a.example.com"), 1),
                        new Kind(debugger("11205", "b.example.com"), 30),
                        new Kind(debugger("39999", ""), 3),
                        new Kind(debugger("11210", "a.example.com"), 2),
                        new Kind(debugger("11200", "c.example.com"), 4)),
                "msg_7");

        assertThat(rendered.title()).isEqualTo("blocked: 2 more, 40 in 4 minutes");
        assertThat(rendered.facts())
                .extracting(Fact::name)
                .containsExactly("Count", "Since", "Rule", "Group", "Code 11205", "Code 11200", "Kinds");
        assertThat(fact(rendered, "Count")).isEqualTo("40 in total, 2 since the last notice");
        assertThat(fact(rendered, "Kinds"))
                .isEqualTo("1 x error_code=11200, host=a.example.com; 30 x error_code=11205, host=b.example.com; "
                        + "3 x error_code=39999, no host; 2 x error_code=11210, host=a.example.com; "
                        + "4 x error_code=11200, host=c.example.com");
        assertThat(rendered.links())
                .extracting(Link::text)
                .containsExactly("Silence", "Twilio on 11205", "Twilio on 11200", "Twilio on 39999");
    }

    @Test
    void namesOnlyTheFirstKindsOfMany() {
        Kind[] kinds = new Kind[8];
        for (int number = 0; number < kinds.length; number++) {
            kinds[number] = new Kind(Map.of(Label.STATUS, "status" + number), 8L - number);
        }

        RenderedNotice rendered =
                renderer.render(TestNotices.of(State.FIRING, 36, 36, Map.of(Label.KIND, "call"), kinds), "msg_7");

        assertThat(fact(rendered, "Kinds"))
                .isEqualTo("8 x status=status0; 7 x status=status1; 6 x status=status2; 5 x status=status3; "
                        + "4 x status=status4; and 3 more kinds");
    }

    @Test
    void knowsWhatHoldsForThoseThatAreNotToldApart() {
        RenderedNotice rendered = renderer.render(
                TestNotices.of(
                        State.FIRING,
                        12,
                        12,
                        Map.of(Label.ERROR_CODE, "11200"),
                        new Kind(debugger("11200", "a.example.com"), 4),
                        new Kind(Map.of(), 5),
                        new Kind(debugger("11200", "b.example.com"), 3)),
                "msg_7");

        assertThat(rendered.title()).isEqualTo("11200 Webhook got no usable answer: 12 in 4 minutes");
        assertThat(fact(rendered, "Kinds")).isEqualTo("4 x host=a.example.com; 5 x others; 3 x host=b.example.com");
    }

    @Test
    void saysOfHowManyItIsNotKnownWhetherTheyAreSilenced() {
        Notice decided = TestNotices.of(State.FIRING, 12, 12, TestNotices.filtered());
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

        assertThat(renderer.render(decided, "msg_7").text()).doesNotContain("Silences");
        assertThat(renderer.render(undecided, "msg_7").text())
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
                TestNotices.AT,
                3,
                3,
                TestNotices.SINCE,
                TestNotices.LATEST,
                List.of(
                        new Kind(TestNotices.filtered(), 2),
                        new Kind(Map.of(Label.KIND, "message", Label.LEVEL, "error", Label.STATUS, "failed"), 1)),
                List.of());

        RenderedNotice rendered = renderer.render(notice, "msg_7");

        assertThat(rendered.title()).isEqualTo("too many failures: 3 in 4 minutes");
        assertThat(rendered.text()).isEqualTo("""
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
        RenderedNotice rendered =
                renderer.render(TestNotices.of(State.RESOLVED, 0, 40, TestNotices.filtered()), "msg_7");

        assertThat(rendered.title()).isEqualTo("RESOLVED: 30007 Message filtered by the carrier: 40 in 4 minutes");
        assertThat(rendered.text()).startsWith("""
                        Count: 40
                        Lasted: 2026-01-31 12:00:00 UTC to 2026-01-31 12:04:00 UTC, 4 minutes
                        Rule: blocked (10 in 5m)
                        """);
        assertThat(rendered.isResolved()).isTrue();
        assertThat(rendered.links())
                .as("what is over needs no silence")
                .extracting(Link::text)
                .containsExactly("Twilio on 30007");
    }

    @Test
    void speaksOfCallsWithoutAnyCode() {
        Map<Label, String> labels = Map.of(Label.KIND, "call", Label.LEVEL, "info", Label.STATUS, "busy");

        RenderedNotice rendered = renderer.render(TestNotices.of(State.FIRING, 1, 1, labels), "msg_7");

        assertThat(rendered.title()).isEqualTo("Call busy: once");
        assertThat(rendered.severity()).isEqualTo(Severity.INFO);
        assertThat(rendered.text()).isEqualTo("""
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
        assertThat(renderer.render(TestNotices.of(State.FIRING, 0, 40, TestNotices.filtered()), "msg_7")
                        .title())
                .isEqualTo("30007 Message filtered by the carrier: none new, 40 in 4 minutes");
    }

    @Test
    void namesACodeThatIsNotExplained() {
        Map<Label, String> labels = Map.of(Label.ERROR_CODE, "39999", Label.LEVEL, "warning");

        RenderedNotice rendered = renderer.render(TestNotices.of(State.FIRING, 5, 5, labels), "msg_7");

        assertThat(rendered.title()).isEqualTo("Warning 39999: 5 in 4 minutes");
        assertThat(rendered.severity()).isEqualTo(Severity.WARNING);
        assertThat(rendered.links()).extracting(Link::text).contains("Twilio on 39999");
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
        DebuggerReport report = new DebuggerReport(
                "Got 502 from https://me:secret@example.com/sms?From=%2B14155550100&Body=hello.",
                "POST",
                "https://me:secret@example.com/sms/14155550101?From=%2B14155550100&Body=hello&secret#secret",
                "502",
                "<html>\n  Bad\u0000 Gateway\u001b[31m");
        Notice notice = withExamples(
                TestNotices.occurrence(TestNotices.filtered(), DebuggerReport.NONE),
                TestNotices.occurrence(TestNotices.filtered(), report),
                TestNotices.occurrence(TestNotices.filtered(), new DebuggerReport("older", null, null, null, null)));

        RenderedNotice rendered = renderer.render(notice, "msg_7");

        assertThat(fact(rendered, "Twilio says")).isEqualTo("Got 502 from https://example.com/sms?From=...&Body=...");
        assertThat(fact(rendered, "Request"))
                .isEqualTo("POST https://example.com/sms/14155550101?From=...&Body=...&...");
        assertThat(fact(rendered, "Answer")).isEqualTo("502: <html> Bad Gateway [31m");
        assertThat(rendered.text()).doesNotContain("secret", "hello", "14155550100");
    }

    @Test
    void showsFiveExamplesAtMost() {
        Occurrence[] many = new Occurrence[Notice.MOST_EXAMPLES];
        for (int number = 0; number < many.length; number++) {
            many[number] = new Occurrence(
                    number,
                    TestNotices.LATEST.minusSeconds(number),
                    "SM%032d".formatted(number),
                    debugger("11200", "example.com"),
                    DebuggerReport.NONE);
        }

        RenderedNotice rendered = renderer.render(withExamples(many), "msg_7");

        assertThat(rendered.examples())
                .extracting(RenderedNotice.Example::text)
                .hasSize(5)
                .startsWith(
                        "2026-01-31 12:04:00 UTC  SM00000000000000000000000000000000  11200, example.com",
                        "2026-01-31 12:03:59 UTC  SM00000000000000000000000000000001  11200, example.com");
    }

    @Test
    void saysNothingOfATimelineWhereThereIsNone() {
        RenderedNotice rendered = new NoticeRenderer(
                        ErrorCatalogue.shipped(), NoticeLinks.NONE, NoticeTemplates.shipped())
                .render(TestNotices.of(State.FIRING, 12, 12, TestNotices.filtered()), "msg_7");

        assertThat(rendered.text()).contains("30007, undelivered\n").doesNotContain("ringback.example", "Silence");
        assertThat(rendered.examples().get(0).links()).isEmpty();
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
                TestNotices.AT,
                1,
                2,
                TestNotices.SINCE,
                TestNotices.LATEST,
                List.of(new Kind(labels, 1), new Kind(Map.of(Label.HOST, odd + odd), 1)),
                List.of(new Occurrence(
                        1, TestNotices.LATEST, odd, labels, new DebuggerReport(odd, odd, odd, odd, odd))));

        RenderedNotice rendered = new NoticeRenderer(
                        ErrorCatalogue.shipped(), NoticeLinks.NONE, NoticeTemplates.shipped())
                .render(notice, "msg_7");

        assertThat(rendered.title())
                .hasSizeLessThanOrEqualTo(RenderedNotice.MAX_TITLE)
                .doesNotContain("\n");
        assertThat(rendered.title() + rendered.text() + rendered.facts() + rendered.examples() + rendered.labels())
                .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}&&[^\\n]]");
        assertThat(rendered.text()).contains("x [2J evil{{title}}<b> y").hasSizeLessThan(10_000);
        assertThat(rendered.links()).isEmpty();
    }

    @Test
    void theSameGroupHasTheSameKeyAndNoOtherHas() {
        Map<Label, String> labels = Map.of(Label.HOST, "a", Label.STATUS, "b");

        assertThat(GroupFingerprint.of("r", labels))
                .as("it must not change from version to version")
                .isEqualTo("b9b8aa19074acbcd66ee2c85ce5fa7a1")
                .isEqualTo(GroupFingerprint.of("r", Map.of(Label.HOST, "a", Label.STATUS, "b", Label.ACCOUNT, "")))
                .isNotEqualTo(GroupFingerprint.of("q", labels))
                .isNotEqualTo(GroupFingerprint.of("r", Map.of(Label.HOST, "b", Label.STATUS, "a")))
                .isNotEqualTo(GroupFingerprint.of("r", Map.of(Label.HOST, "a\nstatus 1 b")))
                .isNotEqualTo(GroupFingerprint.of("r\nhost 1 a", Map.of(Label.STATUS, "b")));
    }

    @Test
    void saysThatAReceiverCannotBeReachedAndThatItCanAgain() {
        ReceiverNotice failing = new ReceiverNotice(
                "on-call",
                TestNotices.SINCE,
                7,
                "401 Unauthorized",
                ReceiverNotice.State.FAILING,
                List.of("30007 Message filtered by the carrier: 12 in 4 minutes\n"));
        ReceiverNotice works = new ReceiverNotice(
                "on-call", TestNotices.SINCE, 0, "401 Unauthorized", ReceiverNotice.State.WORKS, List.of());

        RenderedNotice told = renderer.render(failing, TestNotices.AT, "msg_7");
        RenderedNotice over = renderer.render(works, TestNotices.AT, "msg_8");

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
        ReceiverNotice receiverNotice =
                new ReceiverNotice("on-call", TestNotices.SINCE, 3, "503 Service Unavailable\r\n\u0000");

        RenderedNotice rendered = renderer.render(receiverNotice, TestNotices.AT, "msg_8");

        assertThat(rendered.id()).isEqualTo("msg_8");
        assertThat(rendered.title()).isEqualTo("Notices to on-call could not be delivered");
        assertThat(rendered.text()).isEqualTo("""
                        Count: 3 until now
                        Since: 2026-01-31 12:00:00 UTC, for 4 minutes 30 seconds
                        Receiver: on-call
                        Last answer: 503 Service Unavailable
                        To see them: ringback deliveries list --receiver on-call --state dead
                        To send one again: ringback deliveries replay ID
                        """);
        assertThat(rendered.severity()).isEqualTo(Severity.ERROR);
        assertThat(rendered.key())
                .matches("[0-9a-f]{32}")
                .isNotEqualTo(
                        renderer.render(new ReceiverNotice("other", TestNotices.SINCE, 3, ""), TestNotices.AT, "msg_8")
                                .key());
    }

    @Test
    void aSampleSaysThatItIsOne() {
        NoticeRenderer own = new NoticeRenderer(
                ErrorCatalogue.shipped(),
                TestNotices.LINKS,
                new NoticeTemplates(NoticeTemplate.compile("my title"), NoticeTemplate.shippedText()));

        RenderedNotice rendered = own.sample(Clock.fixed(TestNotices.AT, ZoneOffset.UTC));

        assertThat(rendered.title()).isEqualTo("TEST: my title");
        assertThat(rendered.text())
                .contains("Rule: sample (this is a test, nothing has happened)", "SM00000000000000000000000000000001");
        assertThat(rendered.id()).isEqualTo("sample-1769861070000");
    }

    private Severity severity(String... levels) {
        Kind[] kinds = new Kind[levels.length];
        for (int number = 0; number < levels.length; number++) {
            kinds[number] = new Kind(Map.of(Label.LEVEL, levels[number]), 1);
        }
        return renderer.render(TestNotices.of(State.FIRING, 1, 1, Map.of(Label.KIND, "debugger"), kinds), "msg_7")
                .severity();
    }

    private static Notice withExamples(Occurrence... examples) {
        return new Notice(
                "blocked",
                "each",
                Map.of(),
                State.FIRING,
                TestNotices.AT,
                3,
                3,
                TestNotices.SINCE,
                TestNotices.LATEST,
                List.of(),
                List.of(examples));
    }

    private static Map<Label, String> debugger(String code, String host) {
        return Map.of(Label.KIND, "debugger", Label.LEVEL, "error", Label.ERROR_CODE, code, Label.HOST, host);
    }

    private static String fact(RenderedNotice rendered, String name) {
        return rendered.facts().stream()
                .filter(fact -> fact.name().equals(name))
                .map(Fact::value)
                .findFirst()
                .orElse("");
    }
}
