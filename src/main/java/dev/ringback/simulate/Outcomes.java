package dev.ringback.simulate;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The outcomes of the requests of one kind.
 *
 * @param answers how many got which status code
 * @param lost how many got none, and why
 */
public record Outcomes(SortedMap<Integer, Long> answers, Map<RequestFailure, Long> lost) {
    static final Outcomes NONE = new Outcomes(new TreeMap<>(), new EnumMap<>(RequestFailure.class));

    public Outcomes {
        answers = Collections.unmodifiableSortedMap(new TreeMap<>(answers));
        lost = Map.copyOf(lost);
    }

    public long requests() {
        return sum(answers) + lostRequests();
    }

    /** Counts the requests that were answered with a 2xx. */
    public long accepted() {
        return sum(answers.subMap(200, 300));
    }

    /** Counts the requests that were answered with anything but a 2xx. */
    public long refused() {
        return sum(answers) - accepted();
    }

    public long lostRequests() {
        return sum(lost);
    }

    Outcomes plus(Outcomes other) {
        SortedMap<Integer, Long> allAnswers = new TreeMap<>(answers);
        other.answers.forEach((status, count) -> allAnswers.merge(status, count, Long::sum));
        Map<RequestFailure, Long> allLost = new EnumMap<>(RequestFailure.class);
        allLost.putAll(lost);
        other.lost.forEach((loss, count) -> allLost.merge(loss, count, Long::sum));
        return new Outcomes(allAnswers, allLost);
    }

    private static long sum(Map<?, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
