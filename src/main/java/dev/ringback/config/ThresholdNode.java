package dev.ringback.config;

import dev.ringback.forward.rule.Threshold;
import dev.ringback.forward.rule.Timespan;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The threshold of a rule: {@code {count: 10, in: 5m}}, or {@code {share: 5%, where: [...], at_least: 200, in: 15m}}. */
final class ThresholdNode {
    static final Set<String> COUNT = Set.of("count", "in");
    static final Set<String> SHARE = Set.of("share", "where", "at_least", "in");

    private final PlacedNode node;

    ThresholdNode(PlacedNode node) {
        this.node = node;
    }

    /** Reads the threshold, and adds what is wrong to the problems; empty if too much is wrong. */
    Optional<Threshold> read() {
        Set<String> fields = node.names().contains("share") ? SHARE : COUNT;
        if (!node.isMappingOf(fields)) {
            return Optional.empty();
        }
        List<String> missing = fields.stream()
                .filter(field -> node.field(field).isEmpty())
                .sorted()
                .toList();
        missing.forEach(field -> node.problem("has no " + field));
        if (!missing.isEmpty()) {
            return Optional.empty();
        }
        Duration window = node.parsed("in", Duration.ZERO, Timespan::parse);
        return Optional.of(
                fields == SHARE
                        ? new Threshold.Share(
                                node.parsed("share", 0.0, ThresholdNode::percent),
                                MatcherNodes.read(node, "where", MatcherNodes.KINDS),
                                node.parsed("at_least", 1, ThresholdNode::count),
                                window)
                        : new Threshold.Count(node.parsed("count", 1, ThresholdNode::count), window));
    }

    private static int count(String text) {
        try {
            int count = Integer.parseInt(text.strip());
            if (count > 0) {
                return count;
            }
        } catch (NumberFormatException wrong) {
            throw new IllegalArgumentException("must be a whole number, at least 1", wrong);
        }
        throw new IllegalArgumentException("must be a whole number, at least 1");
    }

    private static double percent(String text) {
        String number = text.strip();
        try {
            double percent = Double.parseDouble(number.substring(0, number.length() - 1));
            if (number.endsWith("%") && percent >= 0 && percent < 100) {
                return percent;
            }
        } catch (NumberFormatException wrong) {
            throw new IllegalArgumentException("must be a share such as 5%", wrong);
        }
        throw new IllegalArgumentException("must be a share such as 5%");
    }
}
