package dev.ringback.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.ringback.forward.Rule;
import dev.ringback.forward.Rules;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The rules of a file, under {@code alerts.rules}, and what is wrong with them.
 *
 * @param rules those that could be read
 * @param problems one sentence each, with the line and no secret
 */
record RulesFile(Rules rules, List<String> problems) {

    /**
     * Reads a file's text.
     *
     * @param receivers that there are
     */
    static RulesFile read(String yaml, Set<String> receivers) {
        List<String> problems = new ArrayList<>();
        List<Rule> rules = new ArrayList<>();
        try {
            Optional<PlacedNode> list = PlacedNode.read(yaml, problems)
                    .flatMap(root -> root.field("alerts"))
                    .flatMap(alerts -> alerts.field("rules"));
            Set<String> names = new HashSet<>();
            for (PlacedNode node : list.map(PlacedNode::list).orElse(List.of())) {
                new RuleNode(node).read(receivers).ifPresent(rule -> {
                    if (!names.add(rule.name())) {
                        node.problem("has the name '" + rule.name() + "', which another has already");
                    }
                    rules.add(rule);
                });
            }
        } catch (JsonProcessingException notYaml) {
            // the parser's message would quote the line, and the line may hold a secret
            problems.add("line " + notYaml.getLocation().getLineNr() + ": this is no valid YAML");
        } catch (IOException impossible) {
            throw new IllegalStateException("a text cannot be read", impossible);
        }
        return new RulesFile(new Rules(rules), List.copyOf(problems));
    }
}
