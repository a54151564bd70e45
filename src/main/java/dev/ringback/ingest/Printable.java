package dev.ringback.ingest;

import org.jspecify.annotations.Nullable;

/** What a stranger sent, made fit for one line of a log. */
final class Printable {
    private static final int LIMIT = 80;

    private Printable() {}

    /** The beginning of the text in printable ASCII; "none" for null. */
    static String excerpt(@Nullable String text) {
        if (text == null) {
            return "none";
        }
        String ascii = text.replaceAll("[^\\x20-\\x7E]", "?");
        return ascii.length() > LIMIT ? ascii.substring(0, LIMIT) + "..." : ascii;
    }
}
