package dev.ringback.forward.group;

import dev.ringback.forward.rule.PartialLabels;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Remembers the newest values of a label, at most {@value #MOST}, and whether there were others. Each has a mark, which is higher the later it
 * came. Not safe for use by many threads.
 */
final class RecentValues {
    private static final int MOST = 16;

    private final Map<String, Long> marks = new LinkedHashMap<>();
    private long lost;

    /**
     * Holds the values as they are stored.
     *
     * @param lost the highest mark of a value that was forgotten; 0 where none was
     */
    record State(Map<String, Long> marks, long lost) {}

    void add(String value, long mark) {
        long last = Math.max(mark, marks.getOrDefault(value, mark));
        marks.remove(value);
        marks.put(value, last);
        if (marks.size() > MOST) {
            Map.Entry<String, Long> oldest = marks.entrySet().iterator().next();
            lost = Math.max(lost, oldest.getValue());
            marks.remove(oldest.getKey());
        }
    }

    void addAll(State state) {
        state.marks().forEach(this::add);
        lost = Math.max(lost, state.lost());
    }

    /** Notes that some values up to a mark are unknown. */
    void lose(long mark) {
        lost = Math.max(lost, mark);
    }

    /** The values with marks above this one. */
    PartialLabels.Values after(long mark) {
        Set<String> values = marks.entrySet().stream()
                .filter(value -> value.getValue() > mark)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        return new PartialLabels.Values(values, lost <= mark);
    }

    /** Forgets the values up to a mark, and gives all others a new mark. */
    void renew(long after, long mark) {
        marks.values().removeIf(last -> last <= after);
        marks.replaceAll((value, last) -> mark);
        lost = lost <= after ? 0 : mark;
    }

    State state() {
        return new State(new LinkedHashMap<>(marks), lost);
    }
}
