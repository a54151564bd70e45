package dev.ringback.config;

import dev.ringback.forward.rule.Label;
import dev.ringback.forward.rule.LabelMatcher;
import dev.ringback.forward.rule.Rule;
import dev.ringback.forward.rule.Threshold;
import dev.ringback.forward.rule.Timespan;
import dev.ringback.model.Hours;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a rule of the file. */
final class RuleNode {
    static final Set<String> FIELDS = Set.of(
            "name",
            "matchers",
            "continue",
            "threshold",
            "group_by",
            "group_wait",
            "group_interval",
            "repeat_interval",
            "resolve_after",
            "receivers",
            "active",
            "mute");

    /** The window of a rule without a threshold, which every occurrence reaches. */
    private static final Duration SHORT = Duration.ofMinutes(5);

    private final PlacedNode node;

    RuleNode(PlacedNode node) {
        this.node = node;
    }

    /**
     * Reads the rule, and adds what is wrong to the problems; empty if too much is wrong.
     *
     * @param receivers that there are
     */
    Optional<Rule> read(Set<String> receivers) {
        if (!node.isMappingOf(FIELDS)) {
            return Optional.empty();
        }
        Optional<String> name = node.field("name").flatMap(PlacedNode::text);
        if (node.field("name").isEmpty()) {
            node.problem("has no name");
        }
        List<LabelMatcher> matchers = MatcherNodes.read(node, "matchers", MatcherNodes.KINDS);
        Optional<Threshold> threshold = node.field("threshold").flatMap(found -> new ThresholdNode(found).read());
        List<String> told = told(receivers);
        Rule rule = new Rule(
                name.orElse(""),
                matchers,
                node.parsed("continue", false, RuleNode::truth),
                threshold.orElse(new Threshold.Count(1, SHORT)),
                groupBy(),
                node.parsed("group_wait", Rule.DEFAULT_GROUP_WAIT, Timespan::parse),
                node.parsed("group_interval", Rule.DEFAULT_GROUP_INTERVAL, Timespan::parse),
                node.parsed("repeat_interval", Rule.DEFAULT_REPEAT_INTERVAL, Timespan::parse),
                node.parsed("resolve_after", Rule.DEFAULT_RESOLVE_AFTER, Timespan::parse),
                told,
                hours("active"),
                hours("mute"));
        return name.map(known -> rule);
    }

    private static boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("must be true or false");
        };
    }

    private List<Label> groupBy() {
        return node.field("group_by").map(PlacedNode::list).orElse(List.of()).stream()
                .flatMap(label -> label.parsed(RuleNode::label).stream())
                .distinct()
                .toList();
    }

    private static Label label(String name) {
        return Label.of(name)
                .orElseThrow(() -> new IllegalArgumentException("is no label; there are " + Label.names()));
    }

    private List<String> told(Set<String> receivers) {
        Optional<PlacedNode> list = node.field("receivers");
        if (list.isEmpty()) {
            node.problem("has no receivers");
            return List.of();
        }
        List<String> told = new ArrayList<>();
        for (PlacedNode receiver : list.get().list()) {
            receiver.text().ifPresent(name -> {
                if (!receivers.contains(name)) {
                    receiver.problem("names a receiver that is not there");
                }
                told.add(name);
            });
        }
        return told;
    }

    private List<Hours> hours(String name) {
        return node.field(name).map(PlacedNode::list).orElse(List.of()).stream()
                .flatMap(hours -> new HoursNode(hours).read().stream())
                .toList();
    }
}
