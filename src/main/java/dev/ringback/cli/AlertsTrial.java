package dev.ringback.cli;

import static java.util.stream.Collectors.joining;

import dev.ringback.forward.delivery.ForwardOptions;
import dev.ringback.forward.event.EventTarget;
import dev.ringback.forward.rule.Label;
import dev.ringback.forward.rule.LabelMatcher;
import dev.ringback.forward.rule.Occurrence;
import dev.ringback.forward.rule.Rule;
import dev.ringback.forward.rule.Rules.Judgement;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Says what each rule and each target makes of something. */
final class AlertsTrial {
    private final ForwardOptions options;
    private final PrintWriter out;
    private final Instant now;

    AlertsTrial(ForwardOptions options, PrintWriter out, Instant now) {
        this.options = options;
        this.out = out;
        this.now = now;
    }

    void print(TrialEvent event) {
        out.println("Event: " + Printable.line(event.name()));
        if (event.occurrences().isEmpty()) {
            out.println("Rules");
            out.println("  not asked: they are about Debugger events, and how messages and calls end");
        }
        event.occurrences().forEach(this::rules);
        out.println("Forward targets, by " + spelled(event.labels()));
        for (EventTarget target : options.targets()) {
            Optional<LabelMatcher> failed = target.matchers().stream()
                    .filter(matcher -> !matcher.holds(event.labels()))
                    .findFirst();
            out.println("  " + target.name() + ": "
                    + failed.map(AlertsTrial::no)
                            .orElse("yes, to " + target.url().getHost()));
        }
        if (options.targets().isEmpty()) {
            out.println("  none");
        }
    }

    private void rules(Occurrence occurrence) {
        out.println("Rules, by " + spelled(occurrence.labels()));
        List<Rule> rules = options.rules().all();
        List<Judgement> judgements = options.rules().judge(occurrence);
        for (int i = 0; i < rules.size(); i++) {
            Rule rule = rules.get(i);
            String made = i < judgements.size()
                    ? judgements.get(i).failed().map(AlertsTrial::no).orElseGet(() -> yes(rule, occurrence))
                    : "not asked: " + rules.get(judgements.size() - 1).name() + " ended the search";
            out.println("  " + (i + 1) + ". " + rule.name() + ": " + made);
        }
        if (rules.isEmpty()) {
            out.println("  none");
        }
    }

    private String yes(Rule rule, Occurrence occurrence) {
        return "yes, " + rule.threshold()
                + (rule.threshold().counts(occurrence) ? "" : " (and this is not counted against it)")
                + ", group "
                + (rule.groupBy().isEmpty() ? "of all" : spelled(rule.group(occurrence)))
                + ", to " + String.join(", ", rule.receivers())
                + (rule.isAwake(now) ? "" : ", but not at this hour")
                + (rule.goOn() ? ", and on to the next rule" : "");
    }

    private static String no(LabelMatcher failed) {
        return "no, " + failed + " does not hold";
    }

    private static String spelled(Map<Label, String> labels) {
        return new TreeMap<>(labels)
                .entrySet().stream()
                        .map(label -> Printable.line(label.getKey().value() + "=" + label.getValue()))
                        .collect(joining(", "));
    }
}
