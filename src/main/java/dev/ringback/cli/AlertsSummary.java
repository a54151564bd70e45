package dev.ringback.cli;

import static java.util.stream.Collectors.joining;

import dev.ringback.forward.delivery.ForwardOptions;
import dev.ringback.forward.delivery.ReceiverSettings;
import dev.ringback.forward.event.EventTarget;
import dev.ringback.forward.mute.Inhibition;
import dev.ringback.forward.rule.Label;
import dev.ringback.forward.rule.LabelMatcher;
import dev.ringback.forward.rule.Rule;
import java.io.PrintWriter;
import java.util.List;

/** Says what the settings have of alerts and forwarding, without a secret. */
final class AlertsSummary {
    private final ForwardOptions options;
    private final PrintWriter out;

    AlertsSummary(ForwardOptions options, PrintWriter out) {
        this.options = options;
        this.out = out;
    }

    void print() {
        out.println("Receivers");
        options.receivers().forEach(this::receiver);
        none(options.receivers());
        out.println("Rules, in this order");
        int number = 1;
        for (Rule rule : options.rules().all()) {
            rule(number++, rule);
        }
        none(options.rules().all());
        out.println("Inhibitions");
        out.println("  "
                + (options.inhibitions().isEmpty()
                        ? "none"
                        : options.inhibitions().stream().map(Inhibition::name).collect(joining(", "))));
        out.println("Forward targets");
        options.targets().forEach(this::target);
        none(options.targets());
    }

    private void none(List<?> list) {
        if (list.isEmpty()) {
            out.println("  none");
        }
    }

    private void receiver(ReceiverSettings receiver) {
        out.println("  " + receiver.name() + ": " + receiver.kind()
                + receiver.fallback().map(name -> ", fallback " + name).orElse(""));
    }

    private void rule(int number, Rule rule) {
        out.println("  " + number + ". " + rule.name() + ": " + matchers(rule.matchers()));
        out.println("     " + rule.threshold() + ", grouped by "
                + (rule.groupBy().isEmpty()
                        ? "nothing"
                        : rule.groupBy().stream().map(Label::value).collect(joining(", ")))
                + (rule.active().isEmpty() && rule.mute().isEmpty() ? "" : ", at certain hours")
                + ", to " + String.join(", ", rule.receivers())
                + (rule.goOn() ? ", and on to the next rule" : ""));
    }

    private void target(EventTarget target) {
        out.println("  " + target.name() + ": " + target.url().getHost() + ", "
                + target.format().value() + ", " + matchers(target.matchers()));
    }

    private static String matchers(List<LabelMatcher> matchers) {
        return matchers.isEmpty()
                ? "everything"
                : matchers.stream().map(LabelMatcher::toString).collect(joining(" and "));
    }
}
