package dev.ringback.twilio;

import org.jspecify.annotations.Nullable;

/** The shape of Twilio's identifiers: two letters and 32 hexadecimal digits. */
public final class Sid {
    public static final int LENGTH = 34;

    private Sid() {}

    /** Whether the text is a SID of any kind. */
    public static boolean isSid(@Nullable String text) {
        if (text == null || text.length() != LENGTH || !isUpper(text.charAt(0)) || !isUpper(text.charAt(1))) {
            return false;
        }
        for (int i = 2; i < LENGTH; i++) {
            char c = text.charAt(i);
            if (c >= 0x80 || Character.digit(c, 16) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether the text is a SID that begins with one of the prefixes, as {@code SM} or {@code MM} for a message. */
    public static boolean isSid(@Nullable String text, String... prefixes) {
        if (!isSid(text)) {
            return false;
        }
        for (String prefix : prefixes) {
            if (text != null && text.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }
}
