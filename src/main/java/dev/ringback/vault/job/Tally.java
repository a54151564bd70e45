package dev.ringback.vault.job;

import dev.ringback.vault.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts what a job has found, by names that an enum of the job gives, and keeps the first few lines that say what is wrong: of thousands nobody reads more.
 * Immutable.
 */
record Tally(Map<String, Long> numbers, List<String> examples) {
    static final Tally NONE = new Tally(Map.of(), List.of());

    private static final int MOST_EXAMPLES = 20;

    Tally {
        numbers = Map.copyOf(numbers);
        examples = List.copyOf(examples);
    }

    long of(Enum<?> what) {
        return numbers.getOrDefault(what.name(), 0L);
    }

    Tally plus(Enum<?> what) {
        return plus(what, 1);
    }

    Tally plus(Enum<?> what, long more) {
        Map<String, Long> next = new TreeMap<>(numbers);
        next.merge(what.name(), more, Long::sum);
        return new Tally(next, examples);
    }

    /** Counts something that is wrong. */
    Tally plus(Enum<?> what, String example) {
        Tally next = plus(what, 1);
        if (examples.size() >= MOST_EXAMPLES) {
            return next;
        }
        List<String> more = new ArrayList<>(examples);
        more.add(example);
        return new Tally(next.numbers, more);
    }

    /** Returns those numbers alone, without examples. */
    Tally only(Enum<?>... kept) {
        Tally next = NONE;
        for (Enum<?> what : kept) {
            next = next.plus(what, of(what));
        }
        return next;
    }

    /** Appends the examples to a sentence that tells of so many. */
    void appendExamples(StringBuilder sentence, long all) {
        if (!examples.isEmpty()) {
            sentence.append(": ")
                    .append(String.join(", ", examples))
                    .append(all > examples.size() ? " and others" : "");
        }
    }

    /** Appends a count to a sentence, where there is anything to count. */
    static void append(StringBuilder sentence, long count, String one, String many) {
        if (count > 0) {
            sentence.append("; ").append(Figures.count(count, one, many));
        }
    }
}
