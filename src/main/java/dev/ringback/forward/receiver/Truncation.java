package dev.ringback.forward.receiver;

import java.nio.charset.StandardCharsets;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;

/** Shortens texts to what a service takes. What was cut ends with an ellipsis, and never within a character or within what stands for it. */
public final class Truncation {
    private static final String ELLIPSIS = "\u2026";

    private Truncation() {}

    /** Truncates to a number of UTF-16 units, which are never fewer than the characters that a service may count instead. */
    public static String toCharacters(String text, int most) {
        return toCharacters(text, most, UnaryOperator.identity());
    }

    /**
     * Truncates as {@link #toCharacters(String, int)} does, but counts the escaped text.
     *
     * @param escape what stands for a character, given alone
     */
    public static String toCharacters(String text, int most, UnaryOperator<String> escape) {
        return cut(text, most, escape, String::length);
    }

    /** Truncates to a number of bytes in UTF-8. */
    public static String toBytes(String text, int most) {
        return cut(text, most, UnaryOperator.identity(), piece -> piece.getBytes(StandardCharsets.UTF_8).length);
    }

    private static String cut(String text, int most, UnaryOperator<String> escape, ToIntFunction<String> size) {
        int room = most - size.applyAsInt(ELLIPSIS);
        StringBuilder result = new StringBuilder();
        int used = 0;
        int end = 0;
        int at = 0;
        while (at < text.length()) {
            String piece = Character.toString(text.codePointAt(at));
            at += piece.length();
            String escaped = escape.apply(piece);
            used += size.applyAsInt(escaped);
            if (used > most) {
                return room < 0 ? "" : result.substring(0, end) + ELLIPSIS;
            }
            result.append(escaped);
            if (used <= room) {
                end = result.length();
            }
        }
        return result.toString();
    }
}
