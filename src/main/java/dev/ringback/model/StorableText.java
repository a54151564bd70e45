package dev.ringback.model;

import java.nio.charset.StandardCharsets;

/** Makes of a text that was written elsewhere one that every database can store. */
final class StorableText {
    private StorableText() {}

    /** Cuts a text, and removes what no database can store: NUL, and unpaired surrogates, which become question marks. */
    static String of(String text, int most) {
        String cut = text.length() <= most ? text : text.substring(0, most);
        String whole = new String(cut.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        return whole.replace("\0", "");
    }
}
