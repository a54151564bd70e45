package dev.ringback.forward.rule;

import dev.ringback.model.Hours;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Defines which occurrences are worth a notice, how they are grouped, and which receivers are told.
 *
 * @param matchers all have to hold; none for everything
 * @param goOn whether rules further down are asked too, when this one holds
 * @param groupBy occurrences that agree in these labels share their notices
 * @param groupWait from the first occurrence of a group to its first notice
 * @param groupInterval from a notice to the next at the earliest
 * @param repeatInterval from a notice to its repetition, when nothing has changed
 * @param resolveAfter how long the threshold must not have been reached before a group counts as over
 * @param receivers by their names
 * @param active notices are only sent in these hours; empty for always
 * @param mute no notice is sent in these hours
 */
public record Rule(
        String name,
        List<LabelMatcher> matchers,
        boolean goOn,
        Threshold threshold,
        List<Label> groupBy,
        Duration groupWait,
        Duration groupInterval,
        Duration repeatInterval,
        Duration resolveAfter,
        List<String> receivers,
        List<Hours> active,
        List<Hours> mute) {
    public static final Duration DEFAULT_GROUP_WAIT = Duration.ofSeconds(30);
    public static final Duration DEFAULT_GROUP_INTERVAL = Duration.ofMinutes(5);
    public static final Duration DEFAULT_REPEAT_INTERVAL = Duration.ofHours(4);
    public static final Duration DEFAULT_RESOLVE_AFTER = Duration.ofMinutes(5);

    public Rule {
        matchers = List.copyOf(matchers);
        groupBy = List.copyOf(groupBy);
        receivers = List.copyOf(receivers);
        active = List.copyOf(active);
        mute = List.copyOf(mute);
    }

    /** Makes a stand-in for a rule that was removed from the settings, so that its groups can be ended. */
    public static Rule gone(String name) {
        return new Rule(
                name,
                List.of(),
                false,
                new Threshold.Count(1, DEFAULT_GROUP_INTERVAL),
                List.of(),
                DEFAULT_GROUP_WAIT,
                DEFAULT_GROUP_INTERVAL,
                DEFAULT_REPEAT_INTERVAL,
                DEFAULT_RESOLVE_AFTER,
                List.of(),
                List.of(),
                List.of());
    }

    /** Tells whether the rule matches an occurrence. */
    public boolean holds(Occurrence occurrence) {
        return matchers.stream().allMatch(matcher -> matcher.holds(occurrence));
    }

    /** Returns the labels that all members of an occurrence's group share. */
    public Map<Label, String> group(Occurrence occurrence) {
        Map<Label, String> group = new TreeMap<>();
        groupBy.forEach(label -> group.put(label, occurrence.label(label)));
        return group;
    }

    /** Tells whether notices may be sent at a moment. */
    public boolean isAwake(Instant moment) {
        return (active.isEmpty() || active.stream().anyMatch(hours -> hours.contain(moment)))
                && mute.stream().noneMatch(hours -> hours.contain(moment));
    }
}
