package dev.ringback.web.media;

import dev.ringback.twilio.Digits;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@code Range} header with one range of bytes (RFC 9110, section 14.2). All else means the whole, as that standard allows: several ranges, other units,
 * and what cannot be read.
 *
 * @param first the first byte; -1 where only the last ones are wanted
 * @param last the last byte, {@link Long#MAX_VALUE} for the end; of those that are counted from the end, how many
 */
record RangeHeader(long first, long last) {
    private static final String UNIT = "bytes=";

    /** Of so many digits every number fits a long. */
    private static final int MAX_DIGITS = 18;

    /** Reads a header; empty where there is none, or none that counts. */
    static Optional<RangeHeader> of(@Nullable String header) {
        if (header == null || !header.toLowerCase(Locale.ROOT).startsWith(UNIT)) {
            return Optional.empty();
        }
        String range = header.substring(UNIT.length()).strip();
        int dash = range.indexOf('-');
        if (dash < 0) {
            return Optional.empty();
        }
        String first = range.substring(0, dash);
        String last = range.substring(dash + 1);
        if (!isNumber(first) || !isNumber(last) || (first.isEmpty() && last.isEmpty())) {
            return Optional.empty();
        }
        RangeHeader read =
                new RangeHeader(first.isEmpty() ? -1 : number(first), last.isEmpty() ? Long.MAX_VALUE : number(last));
        return read.last() < read.first() ? Optional.empty() : Optional.of(read);
    }

    private static boolean isNumber(String text) {
        return text.isEmpty() || Digits.only(text);
    }

    /** More is behind every end. */
    private static long number(String digits) {
        String significant = digits.replaceFirst("^0+(?=.)", "");
        return significant.length() > MAX_DIGITS ? Long.MAX_VALUE : Long.parseLong(significant);
    }

    /** Writes it as a header. */
    String text() {
        String end = last == Long.MAX_VALUE ? "" : Long.toString(last);
        return UNIT + (first < 0 ? "" : Long.toString(first)) + '-' + (first < 0 ? Long.toString(last) : end);
    }

    /** Returns the part of content of that length; empty where it has no such bytes. */
    Optional<Part> within(long length) {
        if (first < 0) {
            long count = Math.min(last, length);
            return count == 0 ? Optional.empty() : Optional.of(new Part(length - count, count));
        }
        if (first >= length) {
            return Optional.empty();
        }
        return Optional.of(new Part(first, Math.min(last, length - 1) - first + 1));
    }
}
