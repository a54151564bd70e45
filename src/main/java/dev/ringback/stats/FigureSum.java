package dev.ringback.stats;

import dev.ringback.model.MessageStatus;
import dev.ringback.model.StatsFigures;
import java.util.Arrays;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** Sums up cells of rollups. Used by one thread. */
final class FigureSum {
    private static final double HALF = 0.5;
    private static final double MOST = 0.95;

    private long messages;
    private long inbound;
    private long[] bins = new long[0];

    /** Counts messages by the number of their status in the dictionary. */
    private long[] byStatus = new long[0];

    /** Counts messages by the number of their error code in the dictionary. */
    private long[] byError = new long[0];

    /**
     * Adds the cell that a reader is at.
     *
     * @param status number of its status in the dictionary
     * @param error number of its error code in the dictionary
     */
    void add(RollupReader cell, int status, int error) {
        if (cell.inbound()) {
            inbound += cell.count();
            return;
        }
        messages += cell.count();
        byStatus = atLeast(byStatus, status + 1);
        byStatus[status] += cell.count();
        if (error != 0) {
            byError = atLeast(byError, error + 1);
            byError[error] += cell.count();
        }
        if (cell.isMeasured()) {
            bins = atLeast(bins, DeliveryTimes.BINS);
            cell.addTimesTo(bins);
        }
    }

    private static long[] atLeast(long[] counts, int length) {
        return counts.length >= length ? counts : Arrays.copyOf(counts, length);
    }

    /** Adds all that another has summed up. */
    void add(FigureSum other) {
        messages += other.messages;
        inbound += other.inbound;
        byStatus = atLeast(byStatus, other.byStatus.length);
        addAll(byStatus, other.byStatus);
        bins = atLeast(bins, other.bins.length);
        addAll(bins, other.bins);
        byError = atLeast(byError, other.byError.length);
        addAll(byError, other.byError);
    }

    private static void addAll(long[] to, long[] from) {
        for (int i = 0; i < from.length; i++) {
            to[i] += from[i];
        }
    }

    StatsFigures figures(Dictionary dictionary) {
        long read = of(dictionary, MessageStatus.READ);
        long delivered = of(dictionary, MessageStatus.DELIVERED) + read;
        long undelivered = of(dictionary, MessageStatus.UNDELIVERED);
        long failed = of(dictionary, MessageStatus.FAILED);
        long canceled = of(dictionary, MessageStatus.CANCELED);
        long sent = of(dictionary, MessageStatus.SENT);
        SortedMap<Integer, Long> errorCodes = new TreeMap<>();
        for (int i = 1; i < byError.length; i++) {
            if (byError[i] > 0) {
                errorCodes.put(Integer.valueOf(Objects.requireNonNull(dictionary.text(i))), byError[i]);
            }
        }
        return new StatsFigures(
                messages,
                inbound,
                delivered,
                read,
                undelivered,
                failed,
                canceled,
                sent,
                messages - delivered - undelivered - failed - canceled - sent,
                Arrays.stream(bins).sum(),
                DeliveryTimes.percentile(bins, HALF),
                DeliveryTimes.percentile(bins, MOST),
                errorCodes);
    }

    private long of(Dictionary dictionary, MessageStatus status) {
        int number = dictionary.number(status.value());
        return number < byStatus.length ? byStatus[number] : 0;
    }
}
