package dev.ringback.forward.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rules in their order: the first that holds ends the search, unless it says to go on. */
public record Rules(List<Rule> all) {
    public Rules {
        all = List.copyOf(all);
    }

    /**
     * What a rule made of something that has happened.
     *
     * @param failed the first of its matchers that did not hold; empty when the rule held
     */
    public record Judgement(Rule rule, Optional<LabelMatcher> failed) {
        public boolean holds() {
            return failed.isEmpty();
        }
    }

    /** What each rule that was asked made of it, in their order. */
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

    /** Empty when there is none of that name. */
    public Optional<Rule> named(String name) {
        return all.stream().filter(rule -> rule.name().equals(name)).findFirst();
    }

    /** The rules that hold. */
    public List<Rule> matching(Occurrence occurrence) {
        return judge(occurrence).stream()
                .filter(Judgement::holds)
                .map(Judgement::rule)
                .toList();
    }
}
