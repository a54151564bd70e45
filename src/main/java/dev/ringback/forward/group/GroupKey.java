package dev.ringback.forward.group;

import dev.ringback.forward.rule.Label;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Identifies a group by its rule and the labels that all its members share. */
record GroupKey(String rule, Map<Label, String> labels) {
    GroupKey {
        labels = Map.copyOf(labels);
    }

    /** Returns the key under which the group is stored; it never changes for the same group. */
    @Override
    public String toString() {
        return rule
                + new TreeMap<>(labels)
                        .entrySet().stream()
                                .map(label -> label.getKey().value() + "=" + label.getValue())
                                .collect(Collectors.joining("\n", "\n", ""));
    }
}
