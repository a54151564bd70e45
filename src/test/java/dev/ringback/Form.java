package dev.ringback.faults;

/**
 * How long the suite runs. Everything is tried in both forms; the full one, asked for by {@code -Dringback.faults=full} as
 * {@code scripts/faults} does, takes its time and compares strictly.
 */
enum Form {
    SHORT,
    FULL;

    static final Form NOW = "full".equals(System.getProperty("ringback.faults")) ? FULL : SHORT;

    /** One of the two. */
    static <T> T pick(T whenShort, T whenFull) {
        return NOW == FULL ? whenFull : whenShort;
    }
}
