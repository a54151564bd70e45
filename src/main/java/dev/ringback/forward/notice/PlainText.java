package dev.ringback.forward.notice;

import java.util.regex.Pattern;

/** Makes text of strangers fit to be read: without anything that moves a cursor, turns the direction of reading, or is no character. */
final class PlainText {
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}\\p{Cc}]+");
    /** Invisible characters, halves of pairs, and what no alphabet has. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}]");

    private static final String CUT = "...";

    private PlainText() {}

    /** Makes one line of at most so many characters. */
    static String line(String text, int most) {
        String line = SPACE.matcher(INVISIBLE.matcher(text).replaceAll(""))
                .replaceAll(" ")
                .strip();
        return line.length() <= most ? line : head(line, most - CUT.length()) + CUT;
    }

    /** The beginning of a text, at most so many characters, which does not end within a pair. */
    static String head(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        boolean pair = most > 0 && Character.isHighSurrogate(text.charAt(most - 1));
        return text.substring(0, pair ? most - 1 : most);
    }
}
