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
 * Counts how many there were of which labels since a trouble began, and how many of them nobody was told of yet; until one begins, how many there
 * were lately. Tells {@value #MOST} kinds apart; {@link OverflowKinds the rest} as far as their number allows. Not safe for use by many threads.
 */
final class KindCounts {
    private static final int MOST = 100;

    /** Marks that were not given for an occurrence begin here. */
    private static final long FIRST_MARK = 1;

    private final Duration window;
    private final Map<Map<Label, String>, Kind> kinds = new LinkedHashMap<>();
    private final OverflowKinds others;

    KindCounts(Duration window) {
        this.window = window;
        this.others = new OverflowKinds(window);
    }

    /** One kind. */
    private static final class Kind {
        private final SlidingCount recent;
        private long total;
        private long fresh;

        Kind(Duration window) {
            recent = new SlidingCount(window);
        }
    }

    /** Keeps what is remembered of a kind. */
    record Counted(Map<Label, String> labels, long total, long fresh, Map<Long, SlidingCount.Counted> recent) {}

    /** Joins a verdict on some that are counted together with how many they are. */
    record Judged(Verdict verdict, long count) {}

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

    /** What was counted lately is what the trouble began with. */
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

    /** Everybody has been told. */
    void told() {
        kinds.values().forEach(kind -> kind.fresh = 0);
        others.told();
    }

    /**
     * Judges all that is fresh, or, where nothing is, all: whatever is told apart for itself.
     *
     * @return NO of those of which it is certain that a condition does not hold of all of them
     */
    List<Judged> judge(Function<PartialLabels, Verdict> condition) {
        long fresh = fresh();
        boolean anyFresh = fresh > 0;
        List<Judged> judged = new ArrayList<>();
        kinds.forEach((labels, kind) -> {
            long count = anyFresh ? kind.fresh : kind.total;
            if (count > 0) {
                judged.add(new Judged(condition.apply(PartialLabels.exact(labels)), count));
            }
        });
        // Whatever was told has marks up to how many were told.
        judged.addAll(others.judge(condition, anyFresh ? total() - fresh : 0, anyFresh));
        return judged;
    }

    /** The most first; those that are not told apart have no labels. */
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

    List<Counted> entries() {
        return kinds.entrySet().stream()
                .map(kind -> new Counted(
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
     * Takes up what was remembered.
     *
     * @param otherEntries null as another version remembered it, which kept those that it did not tell apart among the others, without labels
     * @param common what all of the group say
     */
    void addAll(List<Counted> entries, OverflowKinds.@Nullable State otherEntries, Map<Label, String> common) {
        for (Counted counted : entries) {
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
