package dev.ringback.vault.job;

import org.jspecify.annotations.Nullable;

/**
 * Holds how far the copying of what exists has come.
 *
 * @param lists from where the reading of Twilio's lists goes on; null for its beginning
 * @param listed the outcome of that reading; null before its end
 * @param part of the mirror in which {@code row} is; null for the beginning of the step
 * @param row the last row of that part that is done; null for its beginning
 */
record CopyPoint(
        Step step,
        @Nullable String lists,
        @Nullable String listed,
        @Nullable String part,
        @Nullable Row row,
        Tally tally) {
    static final CopyPoint START = new CopyPoint(Step.LIST, null, null, null, null, Tally.NONE);

    /** What is done at first, next and last. */
    enum Step {
        LIST,
        ADD,
        WAIT
    }

    /**
     * Names a row of the mirror.
     *
     * @param at its place in the order, in milliseconds since 1970: where the row has gone, that is gone on with
     */
    record Row(String sid, long at) {}

    /** What is counted. */
    enum Found {
        /** All that there are. */
        TOTAL,
        /** Those of which it is known what came of them. */
        SETTLED,
        /** Since the job was asked for. */
        COPIED,
        COPIED_BYTES,
        /** Those that the vault had before. */
        THERE,
        THERE_BYTES,
        FAILED,
        /** Twilio does not have them any more. */
        GONE,
        /** A rule has deleted them in the vault. */
        REMOVED
    }

    long of(Found found) {
        return tally.of(found);
    }

    CopyPoint listing(String checkpoint) {
        return new CopyPoint(step, checkpoint, listed, part, row, tally);
    }

    /** Begins to add what is to be copied. */
    CopyPoint adding(String outcome) {
        return new CopyPoint(Step.ADD, null, outcome, part, row, tally);
    }

    /** Begins to wait for what was added. */
    CopyPoint waiting() {
        return new CopyPoint(Step.WAIT, lists, listed, null, null, tally);
    }

    CopyPoint at(String nextPart, @Nullable Row nextRow) {
        return new CopyPoint(step, lists, listed, nextPart, nextRow, tally);
    }

    CopyPoint with(Tally next) {
        return new CopyPoint(step, lists, listed, part, row, next);
    }
}
