package dev.ringback.forward.mute;

import dev.ringback.forward.rule.Label;
import dev.ringback.forward.rule.PartialLabels;
import dev.ringback.forward.rule.Verdict;
import java.time.Instant;
import java.util.Map;

/** Decides which occurrences cause no notices at the moment. */
@FunctionalInterface
public interface Suppression {
    Suppression NONE = (rule, labels, now) -> false;

    /**
     * Tells whether occurrences with these labels are suppressed.
     *
     * @param rule the name of the rule that gathered them
     */
    boolean holds(String rule, Map<Label, String> labels, Instant now);

    /**
     * Judges occurrences of which not every label is known. An implementation that looks at no label need not override it.
     *
     * @param rule the name of the rule that gathered them
     */
    default Verdict judge(String rule, PartialLabels labels, Instant now) {
        return Verdict.of(holds(rule, labels.known(), now));
    }

    /** Returns a suppression that holds where either of the two does. */
    default Suppression or(Suppression other) {
        Suppression one = this;
        return new Suppression() {
            @Override
            public boolean holds(String rule, Map<Label, String> labels, Instant now) {
                return one.holds(rule, labels, now) || other.holds(rule, labels, now);
            }

            @Override
            public Verdict judge(String rule, PartialLabels labels, Instant now) {
                return one.judge(rule, labels, now).or(other.judge(rule, labels, now));
            }
        };
    }
}
