package dev.ringback.model;

import org.jspecify.annotations.Nullable;

/**
 * Which page of a list is wanted.
 *
 * @param size rows per page, 1 to {@value #MAX_SIZE}
 * @param number the page's number as the client counts; it decides nothing, the anchor does
 * @param anchor the row the page is next to; null for the first page
 */
public record PageRequest(int size, int number, @Nullable Anchor anchor) {
    /** Twilio's default. */
    public static final int DEFAULT_SIZE = 50;
    /** Twilio's limit. */
    public static final int MAX_SIZE = 1000;

    public PageRequest {
        if (size < 1 || size > MAX_SIZE || number < 0) {
            throw new IllegalArgumentException("page size " + size + ", number " + number);
        }
    }

    public static PageRequest first() {
        return new PageRequest(DEFAULT_SIZE, 0, null);
    }

    public static PageRequest first(int size) {
        return new PageRequest(size, 0, null);
    }

    /** The page after the row with this SID. */
    public PageRequest after(String sid) {
        return new PageRequest(size, number + 1, new Anchor(Direction.AFTER, sid));
    }

    /** A row that a page begins after, or ends before. */
    public record Anchor(Direction direction, String sid) {}

    /** On which side of its anchor a page lies, as the list runs. */
    public enum Direction {
        AFTER,
        BEFORE
    }
}
