package dev.ringback.forward.notice;

import dev.ringback.forward.group.Notice;
import dev.ringback.forward.group.Notice.Kind;
import dev.ringback.forward.group.Notice.State;
import dev.ringback.forward.rule.DebuggerReport;
import dev.ringback.forward.rule.Label;
import dev.ringback.forward.rule.Occurrence;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** Makes sample notices, to see how they look and whether they arrive. */
public final class SampleNotices {
    private static final String RULE = "sample";
    private static final String THRESHOLD = "this is a test, nothing has happened";
    private static final String ACCOUNT = "AC00000000000000000000000000000001";

    private SampleNotices() {}

    /** Returns a notice of the rule {@code sample} that says that it is a test. */
    public static Notice notice(Clock clock) {
        return notice(clock.instant(), State.FIRING);
    }

    static Notice notice(Instant now, State state) {
        Instant at = now.truncatedTo(ChronoUnit.SECONDS);
        Map<Label, String> filtered = Map.of(
                Label.KIND, "message", Label.LEVEL, "error", Label.ERROR_CODE, "30007", Label.STATUS, "undelivered");
        Map<Label, String> unreachable = Map.of(
                Label.KIND, "debugger", Label.LEVEL, "error", Label.ERROR_CODE, "11200", Label.HOST, "example.com");
        DebuggerReport report = new DebuggerReport(
                "This is a test: no request has failed.",
                "POST",
                "https://example.com/sms?From=%2B14155550100",
                "502",
                "This is a test.");
        return new Notice(
                RULE,
                THRESHOLD,
                Map.of(Label.ACCOUNT, ACCOUNT),
                state,
                at,
                2,
                3,
                at.minus(Duration.ofMinutes(4)),
                at.minus(Duration.ofSeconds(30)),
                List.of(new Kind(filtered, 2), new Kind(unreachable, 1)),
                List.of(
                        occurrence(1, at.minusSeconds(30), unreachable, report),
                        occurrence(2, at.minusSeconds(120), filtered, DebuggerReport.NONE),
                        occurrence(3, at.minusSeconds(240), filtered, DebuggerReport.NONE)));
    }

    /** Returns a notice with as little content as possible. */
    static Notice bare(Instant now) {
        return new Notice(RULE, "", Map.of(), State.FIRING, now, 0, 0, now, now, List.of(), List.of());
    }

    private static Occurrence occurrence(int number, Instant at, Map<Label, String> labels, DebuggerReport report) {
        return new Occurrence(number, at, "SM%032d".formatted(number), labels, report);
    }
}
