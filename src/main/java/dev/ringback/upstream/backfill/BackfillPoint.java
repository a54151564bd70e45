package dev.ringback.upstream.backfill;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Holds how far a backfill has come.
 *
 * @param part name of the part that is being read; empty at the beginning
 * @param requests that were made
 * @param estimated requests that were expected after the first page of each part
 * @param rows that were read
 * @param stored that are on disk
 * @param refused rows that cannot be what was asked for
 * @param cut lists whose next page may not be asked for
 * @param oldest the creation of the oldest row of the part; null before its first page
 * @param link to the next page of the part; null for its first
 */
record BackfillPoint(
        String part,
        long requests,
        long estimated,
        long rows,
        long stored,
        long refused,
        long cut,
        @Nullable Instant oldest,
        @Nullable String link) {
    static final BackfillPoint START = new BackfillPoint("", 0, 0, 0, 0, 0, 0, null, null);

    private static final String NONE = "-";

    static BackfillPoint of(@Nullable String text) {
        if (text == null) {
            return START;
        }
        String[] fields = text.split(" ", 9);
        return new BackfillPoint(
                fields[0],
                Long.parseLong(fields[1]),
                Long.parseLong(fields[2]),
                Long.parseLong(fields[3]),
                Long.parseLong(fields[4]),
                Long.parseLong(fields[5]),
                Long.parseLong(fields[6]),
                fields[7].equals(NONE) ? null : Instant.ofEpochMilli(Long.parseLong(fields[7])),
                fields[8].equals(NONE) ? null : fields[8]);
    }

    String text() {
        return String.join(
                " ",
                part,
                Long.toString(requests),
                Long.toString(estimated),
                Long.toString(rows),
                Long.toString(stored),
                Long.toString(refused),
                Long.toString(cut),
                oldest == null ? NONE : Long.toString(oldest.toEpochMilli()),
                link == null ? NONE : link);
    }

    /** Begins another part. */
    BackfillPoint at(String otherPart) {
        return new BackfillPoint(otherPart, requests, estimated, rows, stored, refused, cut, null, null);
    }
}
