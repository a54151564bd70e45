package dev.ringback.forward;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * How many there were of which labels since a trouble began, and how many of them nobody was told of yet. Until one begins, how many there were
 * lately. Counts {@value #MOST} kinds apart; the rest count together, without labels. Not safe for use by many threads.
 */
final class KindCounts {
    private static final int MOST = 100;

    private final Duration window;
    private final Map<Map<Label, String>, Kind> kinds = new LinkedHashMap<>();

    KindCounts(Duration window) {
        this.window = window;
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

    /** What is remembered of a kind. */
    record Counted(Map<Label, String> labels, long total, long fresh, Map<Long, SlidingCount.Counted> recent) {}

    /** One more, while there is no trouble. */
    void addQuietly(Instant at, Map<Label, String> labels) {
        if (kinds.size() >= MOST) {
            kinds.values().removeIf(kind -> kind.recent.until(at) == 0);
        }
        kind(labels).recent.add(at);
    }

    /** What was counted lately is what the trouble began with. */
    void begin(Instant at) {
        kinds.values().forEach(kind -> {
            kind.total = kind.recent.until(at);
            kind.fresh = kind.total;
            kind.recent.clear();
        });
        kinds.values().removeIf(kind -> kind.total == 0);
    }

    /** One more of the trouble. */
    void add(Map<Label, String> labels) {
        Kind kind = kind(labels);
        kind.total++;
        kind.fresh++;
    }

    private Kind kind(Map<Label, String> labels) {
        Map<Label, String> known = kinds.containsKey(labels) || kinds.size() < MOST ? labels : Map.of();
        return kinds.computeIfAbsent(known, absent -> new Kind(window));
    }

    /** Everybody has been told. */
    void told() {
        kinds.values().forEach(kind -> kind.fresh = 0);
    }

    /** Whether it holds of all that is fresh, or, where nothing is, of all. */
    boolean all(Predicate<Map<Label, String>> predicate) {
        boolean anyFresh = kinds.values().stream().anyMatch(kind -> kind.fresh > 0);
        return kinds.entrySet().stream()
                .filter(kind -> !anyFresh || kind.getValue().fresh > 0)
                .allMatch(kind -> predicate.test(kind.getKey()));
    }

    /** The most first. */
    List<Notice.Kind> most() {
        return kinds.entrySet().stream()
                .map(kind -> new Notice.Kind(kind.getKey(), kind.getValue().total))
                .sorted(Comparator.comparingLong(Notice.Kind::count).reversed())
                .limit(Notice.MOST_KINDS)
                .toList();
    }

    void clear() {
        kinds.clear();
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

    void addAll(List<Counted> entries) {
        entries.forEach(counted -> {
            Kind kind = kind(counted.labels());
            kind.total = counted.total();
            kind.fresh = counted.fresh();
            kind.recent.addAll(counted.recent());
        });
    }
}
