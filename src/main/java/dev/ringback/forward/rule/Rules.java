package dev.ringback.forward.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Holds the rules in their order. The first rule that matches ends the search, unless its {@code continue} is set. */
public record Rules(List<Rule> all) {
    public Rules {
        all = List.copyOf(all);
    }

    /**
     * Records how one rule judged an occurrence.
     *
     * @param failed the first of its matchers that did not hold; empty when the rule held
     */
    public record Judgement(Rule rule, Optional<LabelMatcher> failed) {
        public boolean holds() {
            return failed.isEmpty();
        }
    }

    /** Returns the judgement of each rule that was asked, in the order of the rules. */
    public List<Judgement> judge(Occurrence occurrence) {
        List<Judgement> judgements = new ArrayList<>();
        for (Rule rule : all) {
            Judgement judgement = new Judgement(
                    rule,
                    rule.matchers().stream()
                            .filter(matcher -> !matcher.holds(occurrence))
                            .findFirst());
            judgements.add(judgement);
            if (judgement.holds() && !rule.goOn()) {
                break;
            }
        }
        return judgements;
    }

    /** Finds a rule by its name; empty if there is none. */
    public Optional<Rule> named(String name) {
        return all.stream().filter(rule -> rule.name().equals(name)).findFirst();
    }

    /** Returns the rules that match an occurrence. */
    public List<Rule> matching(Occurrence occurrence) {
        return judge(occurrence).stream()
                .filter(Judgement::holds)
                .map(Judgement::rule)
                .toList();
    }
}
