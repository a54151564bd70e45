package dev.ringback.twilio;

/** The digits of numbers on the wire: those of ASCII, and no others. */
public final class Digits {
    private Digits() {}

    /** Whether there is nothing but digits, which is so for an empty text. */
    public static boolean only(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
