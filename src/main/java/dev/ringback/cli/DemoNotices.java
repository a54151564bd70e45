package dev.ringback.cli;

import dev.ringback.forward.delivery.ForwardOptions;
import dev.ringback.forward.delivery.ReceiverSettings;
import dev.ringback.forward.mute.Inhibition;
import dev.ringback.forward.notice.NoticeTemplates;
import dev.ringback.forward.notice.RenderedNotice;
import dev.ringback.forward.receiver.Receiver;
import dev.ringback.forward.receiver.Reply;
import dev.ringback.forward.receiver.file.NoticeFile;
import dev.ringback.forward.rule.Label;
import dev.ringback.forward.rule.LabelMatcher;
import dev.ringback.forward.rule.Rule;
import dev.ringback.forward.rule.Rules;
import dev.ringback.forward.rule.Threshold;
import dev.ringback.model.DeliveryAttempt.Outcome;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The notices of the demo: they go to a file, and each is announced on the terminal, the first as a whole. Safe for use by many threads.
 */
final class DemoNotices {
    private static final String RECEIVER = "team";
    private static final Duration GROUP_WAIT = Duration.ofSeconds(5);

    private final Path path;
    private final PrintWriter out;
    private final List<RenderedNotice> waiting = new ArrayList<>();
    private boolean shown;
    private int count;

    DemoNotices(Path path, PrintWriter out) {
        this.path = path;
        this.out = out;
    }

    /** Returns options with a single rule: errors, grouped by their codes. */
    ForwardOptions options() {
        Rule errors = new Rule(
                "errors",
                List.of(LabelMatcher.equal(Label.LEVEL, "error")),
                false,
                new Threshold.Count(1, Duration.ofMinutes(5)),
                List.of(Label.ERROR_CODE),
                GROUP_WAIT,
                Duration.ofMinutes(1),
                Rule.DEFAULT_REPEAT_INTERVAL,
                Rule.DEFAULT_RESOLVE_AFTER,
                List.of(RECEIVER),
                List.of(),
                List.of());
        ReceiverSettings receiver = new ReceiverSettings(
                RECEIVER, "file", http -> announced(new NoticeFile(path)), NoticeTemplates.shipped(), Optional.empty());
        return new ForwardOptions(
                new Rules(List.of(errors)), Inhibition.PRESETS, List.of(receiver), List.of(), List.of());
    }

    private Receiver announced(Receiver file) {
        return notice -> {
            Reply reply = file.send(notice);
            if (reply.outcome() == Outcome.DELIVERED) {
                announce(notice);
            }
            return reply;
        };
    }

    /** Prints notices from now on, and those held back so far. Earlier they would have come between the lines of the guide. */
    synchronized void show() {
        shown = true;
        out.println();
        out.println("What a team would have been told, such as in Slack, is written to " + path + ":");
        out.flush();
        waiting.forEach(this::print);
        waiting.clear();
    }

    private synchronized void announce(RenderedNotice notice) {
        if (shown) {
            print(notice);
        } else {
            waiting.add(notice);
        }
    }

    private void print(RenderedNotice notice) {
        out.println();
        out.println("  notice: " + notice.title());
        if (count == 0) {
            notice.text().lines().filter(line -> !line.isBlank()).forEach(line -> out.println("    " + line));
        }
        count++;
        out.flush();
    }
}
