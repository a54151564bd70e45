package dev.ringback.forward;

import java.time.Instant;
import java.util.Map;

/** Says of what nobody is to be told at the moment. */
@FunctionalInterface
public interface Suppression {
    Suppression NONE = (rule, labels, now) -> false;

    /**
     * Whether occurrences with these labels are kept back.
     *
     * @param rule the name of the rule that gathered them
     */
    boolean holds(String rule, Map<Label, String> labels, Instant now);

    /** Whether either holds. */
    default Suppression or(Suppression other) {
        return (rule, labels, now) -> holds(rule, labels, now) || other.holds(rule, labels, now);
    }
}
