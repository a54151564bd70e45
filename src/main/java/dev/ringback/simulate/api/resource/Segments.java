package dev.ringback.simulate.api.resource;

import org.jspecify.annotations.Nullable;

/** Counts the segments of a text as carriers do: 160 characters in one, 153 in each of several; 70 and 67 where it is not plain. */
final class Segments {
    private Segments() {}

    /** One also for no text at all. */
    static int of(@Nullable String body) {
        String text = body == null ? "" : body;
        boolean plain = text.chars().allMatch(c -> c < 0x80);
        int one = plain ? 160 : 70;
        int each = plain ? 153 : 67;
        return text.length() <= one ? 1 : (text.length() + each - 1) / each;
    }
}
