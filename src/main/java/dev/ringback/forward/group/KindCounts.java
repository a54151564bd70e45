package dev.ringback.forward.group;

import dev.ringback.forward.rule.Label;
import dev.ringback.forward.rule.PartialLabels;
import dev.ringback.forward.rule.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Counts occurrences by kind, which is a combination of labels: since the trouble began, and since the last notice; while there is no trouble,
 * in the window. At most {@value #MOST} kinds have counts of their own, the rest share {@link OverflowKinds coarser ones}. Not safe for use by
 * many threads.
 */
final class KindCounts {
    private static final int MOST = 100;

    /** The lowest mark of an occurrence. */
    private static final long FIRST_MARK = 1;

    private final Duration window;
    private final Map<Map<Label, String>, Kind> kinds = new LinkedHashMap<>();
    private final OverflowKinds others;

    KindCounts(Duration window) {
        this.window = window;
        this.others = new OverflowKinds(window);
    }

    /** Counts the occurrences with one combination of labels. */
    private static final class Kind {
        private final SlidingCount recent;
        private long total;
        private long fresh;

        Kind(Duration window) {
            recent = new SlidingCount(window);
        }
    }

    /**
     * Counts one more, while there is no trouble.
     *
     * @param keptBack whether something with these labels is kept back at the moment
     */
    void addQuietly(Instant at, Map<Label, String> labels, Predicate<Map<Label, String>> keptBack) {
        if (kinds.size() >= MOST) {
            kinds.values().removeIf(kind -> kind.recent.until(at) == 0);
        }
        if (isToldApart(labels)) {
            kind(labels).recent.add(at);
        } else {
            others.addQuietly(at, labels, keptBack);
        }
    }

    /** Begins a trouble with the occurrences of the window. */
    void begin(Instant at) {
        kinds.values().forEach(kind -> {
            kind.total = kind.recent.until(at);
            kind.fresh = kind.total;
            kind.recent.clear();
        });
        kinds.values().removeIf(kind -> kind.total == 0);
        others.begin(at, FIRST_MARK);
    }

    /**
     * Counts one more of the trouble.
     *
     * @param keptBack whether something with these labels is kept back at the moment
     */
    void add(Map<Label, String> labels, Predicate<Map<Label, String>> keptBack) {
        if (isToldApart(labels)) {
            Kind kind = kind(labels);
            kind.total++;
            kind.fresh++;
        } else {
            others.add(total() + FIRST_MARK, labels, keptBack);
        }
    }

    private boolean isToldApart(Map<Label, String> labels) {
        return kinds.containsKey(labels) || kinds.size() < MOST;
    }

    private Kind kind(Map<Label, String> labels) {
        return kinds.computeIfAbsent(labels, absent -> new Kind(window));
    }

    private long total() {
        return others.total()
                + kinds.values().stream().mapToLong(kind -> kind.total).sum();
    }

    private long fresh() {
        return others.fresh()
                + kinds.values().stream().mapToLong(kind -> kind.fresh).sum();
    }

    /** Notes that all occurrences so far were in a notice. */
    void told() {
        kinds.values().forEach(kind -> kind.fresh = 0);
        others.told();
    }

    /**
     * Judges all that is fresh, or, where nothing is, all: whatever is told apart for itself.
     *
     * @return NO of those of which it is certain that a condition does not hold of all of them
     */
    List<JudgedCount> judge(Function<PartialLabels, Verdict> condition) {
        long fresh = fresh();
        boolean anyFresh = fresh > 0;
        List<JudgedCount> judged = new ArrayList<>();
        kinds.forEach((labels, kind) -> {
            long count = anyFresh ? kind.fresh : kind.total;
            if (count > 0) {
                judged.add(new JudgedCount(condition.apply(PartialLabels.exact(labels)), count));
            }
        });
        // Whatever was told has marks up to how many were told.
        judged.addAll(others.judge(condition, anyFresh ? total() - fresh : 0, anyFresh));
        return judged;
    }

    /** Returns the most frequent kinds, the most frequent first. The overflow is one kind without labels. */
    List<Notice.Kind> most() {
        return Stream.concat(
                        kinds.entrySet().stream().map(kind -> new Notice.Kind(kind.getKey(), kind.getValue().total)),
                        others.total() == 0 ? Stream.empty() : Stream.of(new Notice.Kind(Map.of(), others.total())))
                .sorted(Comparator.comparingLong(Notice.Kind::count).reversed())
                .limit(Notice.MOST_KINDS)
                .toList();
    }

    void clear() {
        kinds.clear();
        others.clear();
    }

    List<CountedKind> entries() {
        return kinds.entrySet().stream()
                .map(kind -> new CountedKind(
                        kind.getKey(),
                        kind.getValue().total,
                        kind.getValue().fresh,
                        kind.getValue().recent.entries()))
                .toList();
    }

    OverflowKinds.State otherEntries() {
        return others.state();
    }

    /**
     * Restores stored counts.
     *
     * @param otherEntries null as another version remembered it, which kept those that it did not tell apart among the others, without labels
     * @param common what all of the group say
     */
    void addAll(List<CountedKind> entries, OverflowKinds.@Nullable State otherEntries, Map<Label, String> common) {
        for (CountedKind counted : entries) {
            if (otherEntries == null && counted.labels().isEmpty()) {
                others.restore(counted, common);
            } else {
                Kind kind = kind(counted.labels());
                kind.total = counted.total();
                kind.fresh = counted.fresh();
                kind.recent.addAll(counted.recent());
            }
        }
        if (otherEntries != null) {
            others.restore(otherEntries);
        }
    }
}
