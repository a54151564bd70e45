package dev.ringback.config;

import dev.ringback.forward.rule.Rule;
import dev.ringback.forward.rule.Rules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The list {@code alerts.rules}. */
final class RulesNode {
    private RulesNode() {}

    /**
     * Reads the rules, and adds what is wrong to the problems.
     *
     * @param receivers that there are
     */
    static Rules read(PlacedNode alerts, Set<String> receivers) {
        List<Rule> rules = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (PlacedNode node : alerts.field("rules").map(PlacedNode::list).orElse(List.of())) {
            new RuleNode(node).read(receivers).ifPresent(rule -> {
                if (!names.add(rule.name())) {
                    node.problem("has the name '" + rule.name() + "', which another has already");
                }
                rules.add(rule);
            });
        }
        return new Rules(rules);
    }
}
