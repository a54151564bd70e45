package dev.ringback.forward.group;

import dev.ringback.forward.rule.Label;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What tells groups apart: the rule, and what its members have in common. */
record GroupKey(String rule, Map<Label, String> labels) {
    GroupKey {
        labels = Map.copyOf(labels);
    }

    /** As it is stored: the same for the same group, always. */
    @Override
    public String toString() {
        return rule
                + new TreeMap<>(labels)
                        .entrySet().stream()
                                .map(label -> label.getKey().value() + "=" + label.getValue())
                                .collect(Collectors.joining("\n", "\n", ""));
    }
}
