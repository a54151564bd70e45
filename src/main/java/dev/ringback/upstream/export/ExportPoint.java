package dev.ringback.upstream.export;

import org.jspecify.annotations.Nullable;

/**
 * Holds how far the reading of export files has come.
 *
 * @param line the last one of the file that is done
 * @param rows lines that were read
 * @param refused lines that could not be read, and files that broke off
 * @param tooOld lines about what is older than things are kept
 * @param file its path within the folder; empty at the beginning
 */
record ExportPoint(long line, long rows, long refused, long tooOld, String file) {
    static final ExportPoint START = new ExportPoint(0, 0, 0, 0, "");

    /** Reads what {@link #text} has written. */
    static ExportPoint of(@Nullable String text) {
        if (text == null) {
            return START;
        }
        String[] fields = text.split(" ", 5);
        return new ExportPoint(
                Long.parseLong(fields[0]),
                Long.parseLong(fields[1]),
                Long.parseLong(fields[2]),
                Long.parseLong(fields[3]),
                fields[4]);
    }

    /** Names the file last, since its name may have spaces. */
    String text() {
        return line + " " + rows + " " + refused + " " + tooOld + " " + file;
    }
}
