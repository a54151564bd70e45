package dev.ringback.stats;

import dev.ringback.model.StatsQuery;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Counts the messages of an hour or a day in cells, one for each combination of what they can be told apart by: so that any filter narrows everything
 * else. Used by one thread.
 */
final class Rollup {
    private final Map<CellKey, Cell> cells = new HashMap<>();

    /** The count of a cell. */
    static final class Cell {
        private long count;
        private long @Nullable [] bins;

        long count() {
            return count;
        }

        /** Returns the counts of {@link DeliveryTimes}; null where no time is known. */
        long @Nullable [] bins() {
            return bins;
        }

        private long[] filledBins() {
            long[] filled = bins;
            if (filled == null) {
                filled = new long[DeliveryTimes.BINS];
                bins = filled;
            }
            return filled;
        }
    }

    private Cell cell(CellKey key) {
        return cells.computeIfAbsent(key, fresh -> new Cell());
    }

    void add(CellKey key, long count) {
        cell(key).count += count;
    }

    /** Adds times of messages that are counted already. */
    void measure(CellKey key, int bin, long count) {
        cell(key).filledBins()[bin] += count;
    }

    /** Adds all that stored content counts. */
    void add(byte[] content) {
        RollupReader reader = RollupReader.ofAll(content);
        while (reader.next()) {
            Cell cell = cell(reader.key());
            cell.count += reader.count();
            if (reader.isMeasured()) {
                reader.addTimesTo(cell.filledBins());
            }
        }
    }

    private void add(CellKey key, Cell other) {
        add(key, other.count);
        long[] measured = other.bins;
        for (int i = 0; measured != null && i < measured.length; i++) {
            if (measured[i] > 0) {
                measure(key, i, measured[i]);
            }
        }
    }

    boolean isEmpty() {
        return cells.isEmpty();
    }

    int size() {
        return cells.size();
    }

    void forEach(BiConsumer<CellKey, Cell> each) {
        cells.forEach(each);
    }

    /**
     * Returns the same counts by direction, status and error code alone: a few cells, of which most charts are made.
     */
    Rollup summary() {
        Rollup summary = new Rollup();
        cells.forEach((key, cell) ->
                summary.add(new CellKey(key.inbound(), null, null, null, null, key.status(), key.errorCode()), cell));
        return summary;
    }

    /**
     * Returns the same counts with the senders that had most messages, outbound and inbound; all others are one, {@link StatsQuery#OTHER}. Of equal ones
     * the first in the order of texts stays.
     */
    Rollup withTopSenders(int most) {
        Map<String, Long> bySender = new HashMap<>();
        cells.forEach((key, cell) -> {
            if (key.sender() != null) {
                bySender.merge(key.sender(), cell.count, Long::sum);
            }
        });
        if (bySender.size() <= most) {
            return this;
        }
        Set<String> top = bySender.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(most)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        Rollup reduced = new Rollup();
        cells.forEach((key, cell) -> reduced.add(
                key.sender() == null || top.contains(key.sender()) ? key : key.withSender(StatsQuery.OTHER), cell));
        return reduced;
    }
}
