package dev.ringback.model;

import org.jspecify.annotations.Nullable;

/**
 * Which page of a list is wanted.
 *
 * @param size rows per page, 1 to {@value #MAX_SIZE}
 * @param number the page's number as the client counts; it decides nothing, the anchor does
 * @param order in which direction the list runs
 * @param anchor the row the page is next to; null for the first page
 */
public record PageRequest(
        int size, int number, Order order, @Nullable Anchor anchor) {
    /** Twilio's default. */
    public static final int DEFAULT_SIZE = 50;
    /** Twilio's limit. */
    public static final int MAX_SIZE = 1000;

    public PageRequest {
        if (size < 1 || size > MAX_SIZE || number < 0) {
            throw new IllegalArgumentException("page size " + size + ", number " + number);
        }
    }

    /** A page of a list that runs as Twilio's do. */
    public PageRequest(int size, int number, @Nullable Anchor anchor) {
        this(size, number, Order.NEWEST_FIRST, anchor);
    }

    public static PageRequest first() {
        return first(DEFAULT_SIZE);
    }

    public static PageRequest first(int size) {
        return new PageRequest(size, 0, null);
    }

    /** The page after the row with this SID. */
    public PageRequest after(String sid) {
        return new PageRequest(size, number + 1, order, new Anchor(Direction.AFTER, sid));
    }

    /** The same page of a list that runs in this direction. */
    public PageRequest in(Order direction) {
        return new PageRequest(size, number, direction, anchor);
    }

    /** A row that a page begins after, or ends before. */
    public record Anchor(Direction direction, String sid) {}

    /** On which side of its anchor a page lies, as the list runs. */
    public enum Direction {
        AFTER,
        BEFORE
    }

    /** How a list runs. */
    public enum Order {
        NEWEST_FIRST,
        OLDEST_FIRST
    }
}
