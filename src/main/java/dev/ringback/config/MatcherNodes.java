package dev.ringback.config;

import dev.ringback.forward.rule.Label;
import dev.ringback.forward.rule.LabelMatcher;
import dev.ringback.model.SystemEvent;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads lists of label matchers, which rules, thresholds and targets have. */
final class MatcherNodes {
    /** The kinds of events that rules see. */
    static final Set<String> KINDS = withSystemEvents(Stream.of("debugger", "message", "call"));

    private MatcherNodes() {}

    /** Adds the kinds of what Ringback itself has to tell. */
    static Set<String> withSystemEvents(Stream<String> kinds) {
        return Stream.concat(kinds, SystemEvent.KINDS.stream()).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Reads the list under a field; whatever is wrong is among the problems.
     *
     * @param kinds what the label of an event's kind can be
     */
    static List<LabelMatcher> read(PlacedNode node, String name, Set<String> kinds) {
        return node.field(name).map(PlacedNode::list).orElse(List.of()).stream()
                .flatMap(matcher -> matcher.parsed(text -> matcher(text, kinds)).stream())
                .toList();
    }

    private static LabelMatcher matcher(String text, Set<String> kinds) {
        LabelMatcher matcher = LabelMatcher.parse(text);
        if (matcher.label() == Label.KIND && !matcher.operator().isExpression() && !kinds.contains(matcher.value())) {
            throw new IllegalArgumentException("can never hold: kind is one of "
                    + String.join(", ", kinds.stream().sorted().toList()));
        }
        return matcher;
    }
}
