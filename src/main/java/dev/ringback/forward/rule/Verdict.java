package dev.ringback.forward.rule;

/** Says whether something holds of several occurrences at once, of which not everything may be known. */
public enum Verdict {
    /** It holds of none of them. */
    NO,
    /** It may hold of some, or of all: the values that would decide are not known. */
    MAYBE,
    /** It holds of all of them. */
    YES;

    public static Verdict of(boolean holds) {
        return holds ? YES : NO;
    }

    /** Judges whether both hold. */
    public Verdict and(Verdict other) {
        return compareTo(other) < 0 ? this : other;
    }

    /** Judges whether either holds. */
    public Verdict or(Verdict other) {
        return compareTo(other) > 0 ? this : other;
    }
}
