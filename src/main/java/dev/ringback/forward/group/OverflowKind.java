package dev.ringback.forward.group;

import dev.ringback.forward.rule.Label;
import dev.ringback.forward.rule.PartialLabels;
import dev.ringback.forward.rule.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Counts occurrences that agree in all labels but the open ones, whose values it remembers in part. Not safe for use by many threads. */
final class OverflowKind {
    private final Map<Label, String> known;
    private final Map<Label, RecentValues> open = new EnumMap<>(Label.class);
    private final SlidingCount recent;
    private long total;
    private long fresh;
    private long mark;

    /**
     * Holds the counts as they are stored.
     *
     * @param mark of the last one
     */
    record State(
            Map<Label, String> known,
            Map<Label, RecentValues.State> open,
            long total,
            long fresh,
            long mark,
            Map<Long, SlidingCount.Counted> recent) {}

    OverflowKind(Map<Label, String> known, Duration window) {
        this.known = Map.copyOf(known);
        this.recent = new SlidingCount(window);
    }

    Map<Label, String> known() {
        return known;
    }

    long total() {
        return total;
    }

    long fresh() {
        return fresh;
    }

    void addQuietly(Instant at, Map<Label, String> labels, Set<Label> differing) {
        recent.add(at);
        see(labels, differing, at.toEpochMilli());
    }

    void add(long newMark, Map<Label, String> labels, Set<Label> differing) {
        total++;
        fresh++;
        see(labels, differing, newMark);
    }

    private void see(Map<Label, String> labels, Set<Label> differing, long newMark) {
        mark = Math.max(mark, newMark);
        differing.forEach(label -> open(label).add(labels.getOrDefault(label, ""), newMark));
    }

    private RecentValues open(Label label) {
        return open.computeIfAbsent(label, absent -> new RecentValues());
    }

    /** Tells whether the window has no occurrences any more, while there is no trouble. */
    boolean isGone(Instant now) {
        return recent.until(now) == 0;
    }

    /** Makes the beginning of a trouble of what was counted in the window; all of it gets a mark. */
    void begin(Instant at, Instant windowBegin, long newMark) {
        total = recent.until(at);
        fresh = total;
        recent.clear();
        mark = newMark;
        open.values().forEach(values -> values.renew(windowBegin.toEpochMilli(), newMark));
    }

    void told() {
        fresh = 0;
    }

    /** Takes in another one, which differs in a label that is open from now on, and in no other that is not. */
    void merge(State other, Label differing) {
        total += other.total();
        fresh += other.fresh();
        mark = Math.max(mark, other.mark());
        recent.addAll(other.recent());
        other.open().forEach((label, values) -> open(label).addAll(values));
        if (!other.open().containsKey(differing)) {
            open(differing).add(other.known().getOrDefault(differing, ""), other.mark());
        }
    }

    /** Restores stored counts. */
    void restore(State state) {
        total = state.total();
        fresh = state.fresh();
        mark = state.mark();
        recent.addAll(state.recent());
        state.open().forEach((label, values) -> open(label).addAll(values));
    }

    /**
     * Judges whether a condition holds for all occurrences after a mark. If it fails for one value that is known to have occurred, it does not
     * hold for all.
     *
     * @return NO as soon as it is certain not to hold of one of them
     */
    Verdict judge(Function<PartialLabels, Verdict> condition, long after) {
        Map<Label, PartialLabels.Values> values = new EnumMap<>(Label.class);
        open.forEach((label, seen) -> values.put(label, seen.after(after)));
        PartialLabels labels = new PartialLabels(known, values);
        Verdict verdict = condition.apply(labels);
        if (verdict != Verdict.MAYBE) {
            return verdict;
        }
        for (Map.Entry<Label, PartialLabels.Values> label : values.entrySet()) {
            Set<Verdict> each = new HashSet<>();
            for (String value : label.getValue().values()) {
                each.add(condition.apply(labels.with(label.getKey(), value)));
            }
            if (each.contains(Verdict.NO)) {
                return Verdict.NO;
            }
            if (label.getValue().all() && each.equals(Set.of(Verdict.YES))) {
                return Verdict.YES;
            }
        }
        return Verdict.MAYBE;
    }

    State state() {
        Map<Label, RecentValues.State> values = new EnumMap<>(Label.class);
        open.forEach((label, seen) -> values.put(label, seen.state()));
        return new State(known, values, total, fresh, mark, recent.entries());
    }
}
