package dev.ringback.twilio.rest;

/**
 * Replaces characters that a format has no way to write. XML 1.0 knows no control characters but tab and line ends, not even escaped, and
 * programs that read CSV end a field at NUL or refuse the file. JSON escapes them all.
 */
final class WritableText {
    private static final char REPLACEMENT = '\uFFFD';

    private WritableText() {}

    /** The text with U+FFFD for each control character below U+0020 but tab and line ends, each half of a surrogate pair, U+FFFE and U+FFFF. */
    static String of(String text) {
        StringBuilder replaced = null;
        for (int i = 0; i < text.length(); i++) {
            if (!isWritable(text, i)) {
                if (replaced == null) {
                    replaced = new StringBuilder(text);
                }
                replaced.setCharAt(i, REPLACEMENT);
            }
        }
        return replaced == null ? text : replaced.toString();
    }

    private static boolean isWritable(String text, int at) {
        char c = text.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
        }
        return c >= ' ' ? c < '\uFFFE' : c == '\t' || c == '\n' || c == '\r';
    }
}
