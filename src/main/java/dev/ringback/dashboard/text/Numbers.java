package dev.ringback.dashboard.text;

import java.util.Locale;

/** Writes numbers for people, in English. */
public final class Numbers {
    private static final double MILLION = 1e6;
    private static final long EXACT_BELOW = 100_000;
    private static final double PERCENT = 100;

    private Numbers() {}

    /** Writes a whole number with its thousands apart: {@code 4,210}. */
    public static String grouped(long number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }

    /** Writes a number that is only nearly known: {@code about 1.2 million}. */
    public static String about(long number) {
        if (number < EXACT_BELOW) {
            return "about " + grouped(number);
        }
        return number < MILLION
                ? "about " + grouped(Math.round(number / 1e3) * 1_000)
                : String.format(Locale.ENGLISH, "about %.1f million", number / MILLION);
    }

    /** Writes a share in percent with one digit, which is 100 only where all is meant: {@code 98.7 %}. */
    public static String percent(long part, long whole) {
        if (whole == 0) {
            return "–";
        }
        double percent = PERCENT * part / whole;
        double shown = part == whole ? percent : Math.min(percent, 99.9);
        return String.format(Locale.ENGLISH, "%.1f %%", shown);
    }

    /** Writes a number with its noun: {@code 1 message}, {@code 2 messages}. */
    public static String counted(long number, String noun) {
        return grouped(number) + " " + noun + (number == 1 ? "" : "s");
    }
}
