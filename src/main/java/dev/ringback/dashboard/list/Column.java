package dev.ringback.dashboard.list;

import java.time.Instant;

/**
 * Describes a column of a table.
 *
 * @param name stands above it
 * @param css says to the style how wide it is and when it may go: {@code wide}, {@code narrow} or empty
 */
record Column<R>(String name, String css, Content<R> content) {
    /** Makes the cell of a row. */
    @FunctionalInterface
    interface Content<R> {
        Cell of(R row, Instant now);
    }
}
