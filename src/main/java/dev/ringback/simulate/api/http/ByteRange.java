package dev.ringback.simulate.api.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of some content that a {@code Range} asks for.
 *
 * @param from the first byte
 * @param until the one behind the last; {@code from} where the content has no such part
 */
record ByteRange(long from, long until) {
    private static final Pattern RANGE = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");

    /** Reads a header; empty where it asks for all, for several parts, or for nothing that can be understood, which is ignored (RFC 9110). */
    static Optional<ByteRange> read(@Nullable String header, long length) {
        Matcher range = RANGE.matcher(header == null ? "" : header.strip());
        if (!range.matches() || (range.group(1).isEmpty() && range.group(2).isEmpty())) {
            return Optional.empty();
        }
        if (range.group(1).isEmpty()) {
            return Optional.of(new ByteRange(Math.max(0, length - Long.parseLong(range.group(2))), length));
        }
        long from = Long.parseLong(range.group(1));
        long until = range.group(2).isEmpty() ? length : Math.min(length, Long.parseLong(range.group(2)) + 1);
        if (!range.group(2).isEmpty() && Long.parseLong(range.group(2)) < from) {
            return Optional.empty();
        }
        return Optional.of(new ByteRange(from, Math.max(from, until)));
    }

    boolean isEmpty() {
        return from == until;
    }
}
