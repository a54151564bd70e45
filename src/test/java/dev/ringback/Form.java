package dev.ringback;

import java.util.Locale;

/**
 * How long the tests take that exist in several forms: each makes the same promises in all of them, over more or less data and rounds. {@code
 * scripts/test} runs the short ones, its lane {@code long} the long ones of tests with the tag {@code repeated}, and {@code scripts/faults} the
 * full ones, which take their time and compare strictly.
 */
public enum Form {
    SHORT,
    LONG,
    FULL;

    /** The one that {@code -Dringback.form} asks for. */
    public static final Form NOW =
            valueOf(System.getProperty("ringback.form", "short").toUpperCase(Locale.ROOT));

    /** Returns one of the two, and the first for the long form too. */
    public static <T> T pick(T whenShort, T whenFull) {
        return pick(whenShort, whenShort, whenFull);
    }

    /** Returns one of the three. */
    public static <T> T pick(T whenShort, T whenLong, T whenFull) {
        return switch (NOW) {
            case SHORT -> whenShort;
            case LONG -> whenLong;
            case FULL -> whenFull;
        };
    }
}
