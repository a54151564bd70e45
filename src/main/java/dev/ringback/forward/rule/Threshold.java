package dev.ringback.forward.rule;

import java.time.Duration;
import java.util.List;

/** Decides when a rule's occurrences become worth a notice. */
public sealed interface Threshold {

    /** Returns the length of the window in which occurrences are counted. */
    Duration window();

    /** Tells whether an occurrence of the rule counts towards the threshold. */
    boolean counts(Occurrence occurrence);

    /**
     * Tells whether the threshold is reached.
     *
     * @param counted how many within the window are counted against the rule
     * @param all how many of the rule there were within the window, the counted ones among them
     */
    boolean isReached(long counted, long all);

    /** Is reached by a number of occurrences within the window. */
    record Count(int least, Duration window) implements Threshold {
        @Override
        public boolean counts(Occurrence occurrence) {
            return true;
        }

        @Override
        public boolean isReached(long counted, long all) {
            return counted >= least;
        }

        @Override
        public String toString() {
            return least == 1 ? "each" : least + " in " + Timespan.format(window);
        }
    }

    /**
     * Is reached when a share of all occurrences within the window is exceeded, once there are enough of them.
     *
     * @param percent greater than this, from 0 to 100
     * @param where which of the rule's occurrences are counted against it
     * @param atLeast how many of the rule there have to be
     */
    record Share(double percent, List<LabelMatcher> where, int atLeast, Duration window) implements Threshold {
        public Share {
            where = List.copyOf(where);
        }

        @Override
        public boolean counts(Occurrence occurrence) {
            return where.stream().allMatch(matcher -> matcher.holds(occurrence));
        }

        @Override
        public boolean isReached(long counted, long all) {
            return all >= atLeast && counted * 100.0 > percent * all;
        }

        @Override
        public String toString() {
            return "over %s%% of at least %d in %s"
                    .formatted(
                            percent == Math.rint(percent) ? String.valueOf((long) percent) : String.valueOf(percent),
                            atLeast,
                            Timespan.format(window));
        }
    }
}
