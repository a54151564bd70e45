package dev.ringback.forward.group;

import dev.ringback.forward.rule.Label;
import dev.ringback.forward.rule.Occurrence;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Describes the state of a group at one moment, before it is rendered.
 *
 * @param rule its name
 * @param threshold of the rule, in words
 * @param at when it became due
 * @param state whether it goes on, or is over
 * @param labels what all in the group have in common
 * @param fresh how many came since the last notice of this group
 * @param total how many came since it began
 * @param since when the first of them came
 * @param latest when the last of them came
 * @param kinds how many of those since it began were of which kind, the most first, at most {@value #MOST_KINDS}
 * @param examples the newest of them, the newest first, at most {@value #MOST_EXAMPLES}
 * @param undecided of how many it is not known whether a silence or an inhibition would keep them back, because they have more combinations of
 *     labels than are told apart; alone they would not be told
 */
public record Notice(
        String rule,
        String threshold,
        Map<Label, String> labels,
        State state,
        Instant at,
        long fresh,
        long total,
        Instant since,
        Instant latest,
        List<Kind> kinds,
        List<Occurrence> examples,
        long undecided) {
    public static final int MOST_EXAMPLES = 10;
    public static final int MOST_KINDS = 20;

    /** Makes a notice of which everything is decided. */
    public Notice(
            String rule,
            String threshold,
            Map<Label, String> labels,
            State state,
            Instant at,
            long fresh,
            long total,
            Instant since,
            Instant latest,
            List<Kind> kinds,
            List<Occurrence> examples) {
        this(rule, threshold, labels, state, at, fresh, total, since, latest, kinds, examples, 0);
    }

    public Notice {
        labels = Map.copyOf(labels);
        kinds = List.copyOf(kinds);
        examples = List.copyOf(examples);
    }

    /** Counts occurrences with the same labels. */
    public record Kind(Map<Label, String> labels, long count) {
        public Kind {
            labels = Map.copyOf(labels);
        }
    }

    /** Names the state of a group as Alertmanager does. */
    public enum State {
        FIRING,
        RESOLVED;

        /** Returns the name in lower case, as receivers spell it. */
        public String value() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
