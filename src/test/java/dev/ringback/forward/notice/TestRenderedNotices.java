package dev.ringback.forward.notice;

import dev.ringback.forward.group.Notice.State;
import dev.ringback.forward.notice.RenderedNotice.Example;
import dev.ringback.forward.notice.RenderedNotice.Fact;
import dev.ringback.forward.notice.RenderedNotice.Link;
import dev.ringback.forward.notice.RenderedNotice.Severity;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Makes rendered notices for tests: usual ones and extreme ones. */
public final class TestRenderedNotices {
    /** When the first one of a group came. */
    public static final Instant SINCE = Instant.parse("2026-01-01T11:30:00Z");

    /** When the notice became due. */
    public static final Instant AT = Instant.parse("2026-01-01T12:00:00Z");

    /** Each of these means something in mrkdwn, Markdown, HTML, or to those who would be called by it. */
    public static final String MARKUP = "<b>&amp; *bold* _it_ ~gone~ `code` [text](https://evil.example/) <!channel> "
            + "<https://evil.example/|click> @everyone ||hidden|| # \\ ''' \"quoted\"";

    private TestRenderedNotices() {}

    /** Messages that fail now, with three examples and three links, the second of which silences. */
    public static RenderedNotice firing() {
        return notice(State.FIRING, Severity.ERROR);
    }

    /** The same, when it is over. */
    public static RenderedNotice resolved() {
        return notice(State.RESOLVED, Severity.ERROR);
    }

    /** The same, as bad as that. */
    public static RenderedNotice of(Severity severity) {
        return notice(State.FIRING, severity);
    }

    private static RenderedNotice notice(State state, Severity severity) {
        boolean over = state == State.RESOLVED;
        String title = over
                ? "Resolved: 30007 Message filtered, +14155550100"
                : "30007 Message filtered, 12 times, +14155550100";
        return new RenderedNotice(
                "n-42-" + state,
                "a1b2c3",
                state,
                severity,
                title,
                "Rule: filtered\n12 times since 11:30 UTC.\nCarriers take the messages for spam.\n\n"
                        + "12:00:00 SMS to +14155550101\n11:58:10 SMS to +14155550102\n11:57:00 SMS to +14155550103",
                Map.of("rule", "filtered", "error_code", "30007", "from", "+14155550100"),
                over ? 0 : 12,
                12,
                SINCE,
                AT,
                List.of(
                        new Fact("Error", "30007 Message filtered"),
                        new Fact("From", "+14155550100"),
                        new Fact("What to do", "Look at the wording, and at the registration of the number.")),
                List.of(
                        example("12:00:00 SMS to +14155550101", 1),
                        example("11:58:10 SMS to +14155550102", 2),
                        example("11:57:00 SMS to +14155550103", 3)),
                List.of(
                        new Link(
                                "Open",
                                URI.create("https://ringback.example/alerts/filtered?from=%2B14155550100&all=1")),
                        new Link(
                                "Silence for 4 hours",
                                URI.create("https://ringback.example/silence?key=a1b2c3&for=4h")),
                        new Link("Error 30007", URI.create("https://www.twilio.com/docs/api/errors/30007"))));
    }

    private static Example example(String text, int number) {
        return new Example(
                text, List.of(new Link("Timeline", URI.create("https://ringback.example/messages/SM" + number))));
    }

    /** More of everything than any service takes; characters of four bytes among it, so that what is cut wrongly is seen. */
    public static RenderedNotice enormous() {
        String sentence = "Very \uD83D\uDE00 long & <odd> *text* that goes on_and_on. ";
        Link link = new Link(sentence.repeat(5), URI.create("https://ringback.example/?q=" + "x".repeat(1500)));
        Link endless = new Link("Endless", URI.create("https://ringback.example/?q=" + "x".repeat(5000)));
        return new RenderedNotice(
                "n-43",
                "d4e5f6",
                State.FIRING,
                Severity.WARNING,
                "\uD83D\uDE00".repeat(RenderedNotice.MAX_TITLE / 2),
                (sentence.repeat(100) + "\n").repeat(100),
                Map.of("rule", "r".repeat(10_000), "from", sentence.repeat(500)),
                1_000_000,
                Long.MAX_VALUE,
                SINCE,
                AT,
                IntStream.range(0, 100)
                        .mapToObj(i -> new Fact(i + sentence.repeat(30), sentence.repeat(200)))
                        .toList(),
                IntStream.range(0, 100)
                        .mapToObj(i -> new Example(i + sentence.repeat(200), List.of(link, endless)))
                        .toList(),
                IntStream.range(0, 50).mapToObj(i -> i == 1 ? endless : link).toList());
    }

    /** Nothing but a title and a text. */
    public static RenderedNotice bare() {
        return new RenderedNotice(
                "n-45",
                "1d1e1f",
                State.FIRING,
                Severity.INFO,
                "A title",
                "A text\nof two lines",
                Map.of("rule", "bare"),
                1,
                1,
                SINCE,
                AT,
                List.of(),
                List.of(),
                List.of());
    }

    /** Its text is somebody's own, and to be shown instead of the facts. */
    public static RenderedNotice inOwnWords() {
        RenderedNotice all = firing();
        return new RenderedNotice(
                all.id(),
                all.key(),
                all.state(),
                all.severity(),
                all.title(),
                "Wake up and call Ada",
                all.labels(),
                all.fresh(),
                all.total(),
                all.since(),
                all.at(),
                all.facts(),
                all.examples(),
                all.links(),
                true);
    }

    /** {@link #MARKUP} wherever there is a text. */
    public static RenderedNotice markup() {
        Link link = new Link(MARKUP, URI.create("https://ringback.example/?a=1&b=%3Cb%3E_*~|)".replace("|", "%7C")));
        return new RenderedNotice(
                "n-44",
                "0a0b0c",
                State.FIRING,
                Severity.INFO,
                MARKUP,
                MARKUP + "\n" + MARKUP,
                Map.of("rule", MARKUP, "from", MARKUP),
                1,
                1,
                SINCE,
                AT,
                List.of(new Fact(MARKUP, MARKUP)),
                List.of(new Example(MARKUP, List.of(link))),
                List.of(link));
    }
}
