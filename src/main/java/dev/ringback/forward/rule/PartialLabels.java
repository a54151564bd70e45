package dev.ringback.forward.rule;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Describes occurrences that agree in most labels. In the open ones they differ, and of these only some values may be known.
 *
 * @param known what all of them say; what stands neither here nor among the open labels says nothing
 */
public record PartialLabels(Map<Label, String> known, Map<Label, Values> open) {
    public PartialLabels {
        known = Map.copyOf(known);
        open = Map.copyOf(open);
    }

    /**
     * Lists values that occur under a label.
     *
     * @param all whether no others do
     */
    public record Values(Set<String> values, boolean all) {
        public Values {
            values = Set.copyOf(values);
        }
    }

    /** Describes occurrences that agree in every label. */
    public static PartialLabels exact(Map<Label, String> labels) {
        return new PartialLabels(labels, Map.of());
    }

    /** Judges a condition on one label. A missing label is judged as the empty text. */
    public Verdict judge(Label label, Predicate<String> condition) {
        Values values = open.get(label);
        if (values == null) {
            return Verdict.of(condition.test(known.getOrDefault(label, "")));
        }
        if (!values.all() || values.values().isEmpty()) {
            return Verdict.MAYBE;
        }
        if (values.values().stream().allMatch(condition)) {
            return Verdict.YES;
        }
        return values.values().stream().noneMatch(condition) ? Verdict.NO : Verdict.MAYBE;
    }

    /** Describes only those that have this value under an open label. */
    public PartialLabels with(Label label, String value) {
        Map<Label, String> more = new EnumMap<>(Label.class);
        more.putAll(known);
        more.put(label, value);
        Map<Label, Values> less = new EnumMap<>(Label.class);
        less.putAll(open);
        less.remove(label);
        return new PartialLabels(more, less);
    }
}
