package dev.ringback.model;

import org.jspecify.annotations.Nullable;

/**
 * Keeps which {@code SequenceNumber}s of the events about a resource were seen, as a set of bits: the union of two sets is the or of their bits. Numbers
 * beyond {@value #GREATEST} are not kept.
 */
public final class SequenceNumbers {
    /** One less than would do, so that a database can add one to a set without an overflow. */
    public static final int GREATEST = 61;

    public static final long NONE = 0;

    /** Stands for all numbers there may be: what is not seen is known otherwise. */
    public static final long ALL = -1;

    private SequenceNumbers() {}

    /** Returns the set of one number, as an event writes it; none where it is no number, or too great a one. */
    public static long of(@Nullable String number) {
        if (number == null || !number.matches("\\d{1,2}")) {
            return NONE;
        }
        int bit = Integer.parseInt(number);
        return bit > GREATEST ? NONE : 1L << bit;
    }
}
