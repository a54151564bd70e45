package dev.ringback.forward.group;

import dev.ringback.forward.rule.Label;
import dev.ringback.forward.rule.PartialLabels;
import dev.ringback.forward.rule.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Counts occurrences whose combinations of labels are too many for counts of their own. As soon as there are more than {@value #MOST}
 * combinations, the label with the most values is dropped from them; the labels that all share are kept however many occurrences there are.
 * Not safe for use by many threads.
 */
final class OverflowKinds {
    private static final int MOST = 40;
    private static final int MOST_LOUD = 20;

    private final Duration window;
    /** The labels that were given up. */
    private final Set<Label> open = EnumSet.noneOf(Label.class);

    private final Map<Map<Label, String>, OverflowKind> kinds = new LinkedHashMap<>();

    /** Some that were not kept back when they came, whatever came with them, with their marks. */
    private final Map<Map<Label, String>, Long> loud = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Map<Label, String>, Long> eldest) {
            return size() > MOST_LOUD;
        }
    };

    OverflowKinds(Duration window) {
        this.window = window;
    }

    /** Holds the counts as they are stored. */
    record State(List<Label> open, List<OverflowKind.State> kinds, List<Loud> loud) {}

    /** Keeps labels that were not kept back when they came. */
    record Loud(Map<Label, String> labels, long mark) {}

    /**
     * Counts one more, while there is no trouble.
     *
     * @param keptBack whether something with these labels is kept back at the moment
     */
    void addQuietly(Instant at, Map<Label, String> labels, Predicate<Map<Label, String>> keptBack) {
        kinds.values().removeIf(kind -> kind.isGone(at));
        kind(labels).addQuietly(at, labels, open);
        hear(labels, at.toEpochMilli(), keptBack);
    }

    /**
     * Counts one more of the trouble.
     *
     * @param mark higher than all before
     * @param keptBack whether something with these labels is kept back at the moment
     */
    void add(long mark, Map<Label, String> labels, Predicate<Map<Label, String>> keptBack) {
        kind(labels).add(mark, labels, open);
        hear(labels, mark, keptBack);
    }

    private void hear(Map<Label, String> labels, long mark, Predicate<Map<Label, String>> keptBack) {
        if (!keptBack.test(labels)) {
            loud.remove(labels);
            loud.put(labels, mark);
        }
    }

    private OverflowKind kind(Map<Label, String> labels) {
        if (kinds.isEmpty()) {
            open.clear();
            loud.clear();
        }
        while (kinds.size() >= MOST && !kinds.containsKey(without(labels, open))) {
            giveUpOne(labels);
        }
        return kinds.computeIfAbsent(without(labels, open), known -> new OverflowKind(known, window));
    }

    private void giveUpOne(Map<Label, String> labels) {
        Label most = Stream.of(Label.values())
                .filter(label -> !open.contains(label))
                .max(Comparator.comparingLong(label -> values(label, labels)))
                .orElseThrow();
        open.add(most);
        List<OverflowKind.State> before =
                kinds.values().stream().map(OverflowKind::state).toList();
        kinds.clear();
        before.forEach(
                state -> kinds.computeIfAbsent(without(state.known(), open), known -> new OverflowKind(known, window))
                        .merge(state, most));
    }

    private long values(Label label, Map<Label, String> more) {
        return Stream.concat(kinds.keySet().stream(), Stream.of(more))
                .map(labels -> labels.getOrDefault(label, ""))
                .distinct()
                .count();
    }

    private static Map<Label, String> without(Map<Label, String> labels, Set<Label> left) {
        return labels.entrySet().stream()
                .filter(label -> !left.contains(label.getKey()))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Makes the beginning of a trouble of what was counted lately; all of it gets a mark. */
    void begin(Instant at, long mark) {
        Instant windowBegin = at.minus(window);
        kinds.values().forEach(kind -> kind.begin(at, windowBegin, mark));
        kinds.values().removeIf(kind -> kind.total() == 0);
        loud.values().removeIf(last -> last <= windowBegin.toEpochMilli());
        loud.replaceAll((labels, last) -> mark);
    }

    /** Notes that all occurrences so far were in a notice. */
    void told() {
        kinds.values().forEach(OverflowKind::told);
    }

    long total() {
        return kinds.values().stream().mapToLong(OverflowKind::total).sum();
    }

    long fresh() {
        return kinds.values().stream().mapToLong(OverflowKind::fresh).sum();
    }

    /**
     * Judges those that came after a mark, in parts.
     *
     * @param freshOnly whether nothing came after the mark but what nobody was told of yet
     */
    List<JudgedCount> judge(Function<PartialLabels, Verdict> condition, long after, boolean freshOnly) {
        List<JudgedCount> judged = new ArrayList<>();
        for (OverflowKind kind : kinds.values()) {
            if (!freshOnly || kind.fresh() > 0) {
                judged.add(new JudgedCount(kind.judge(condition, after), freshOnly ? kind.fresh() : kind.total()));
            }
        }
        loud.forEach((labels, mark) -> {
            if (mark > after) {
                judged.add(new JudgedCount(condition.apply(PartialLabels.exact(labels)), 0));
            }
        });
        return judged;
    }

    void clear() {
        kinds.clear();
        open.clear();
        loud.clear();
    }

    State state() {
        return new State(
                List.copyOf(open),
                kinds.values().stream().map(OverflowKind::state).toList(),
                loud.entrySet().stream()
                        .map(one -> new Loud(one.getKey(), one.getValue()))
                        .toList());
    }

    /** Restores stored counts. */
    void restore(State state) {
        open.addAll(state.open());
        for (OverflowKind.State kind : state.kinds()) {
            OverflowKind restored = new OverflowKind(kind.known(), window);
            restored.restore(kind);
            kinds.put(kind.known(), restored);
        }
        state.loud().forEach(one -> loud.put(one.labels(), one.mark()));
    }

    /**
     * Restores the counts of an older version, which stored nothing but their sum.
     *
     * @param common what all of them say
     */
    void restore(CountedKind counted, Map<Label, String> common) {
        Map<Label, RecentValues.State> unknown = new EnumMap<>(Label.class);
        for (Label label : Label.values()) {
            if (!common.containsKey(label)) {
                unknown.put(label, new RecentValues.State(Map.of(), Long.MAX_VALUE));
            }
        }
        restore(new State(
                List.copyOf(unknown.keySet()),
                List.of(new OverflowKind.State(
                        without(common, EnumSet.noneOf(Label.class)),
                        unknown,
                        counted.total(),
                        counted.fresh(),
                        Long.MAX_VALUE,
                        counted.recent())),
                List.of()));
    }
}
