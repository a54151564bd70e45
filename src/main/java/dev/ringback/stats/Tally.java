package dev.ringback.stats;

import dev.ringback.model.StatsDimension;
import dev.ringback.model.StatsFigures;
import dev.ringback.model.StatsQuery;
import dev.ringback.model.StatsRow;
import dev.ringback.model.StatsSpan;
import dev.ringback.storage.RollupKey;
import dev.ringback.storage.RollupReads;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

/** Sums up rollups: all cells that pass the filters, in total and by what was asked for. Used by one thread. */
final class Tally implements RollupReads.Visitor {
    private static final int HOURS_OF_DAY = 24;

    /** For what is asked by nothing else the summary of a rollup is enough. */
    private static final Set<StatsDimension> OF_SUMMARY = EnumSet.of(
            StatsDimension.HOUR,
            StatsDimension.DAY,
            StatsDimension.ACCOUNT,
            StatsDimension.STATUS,
            StatsDimension.ERROR_CODE);

    private static final Comparator<StatsRow> MOST_FIRST = Comparator.<StatsRow>comparingLong(
                    row -> row.figures().messages() + row.figures().inbound())
            .reversed()
            .thenComparing(StatsRow::key, Comparator.nullsLast(Comparator.naturalOrder()));

    private final Dictionary dictionary = new Dictionary();
    private final FigureSum rest = new FigureSum();
    private final StatsDimension[] by;
    private final SumsByNumber[] sums;
    private final boolean isSummary;
    private final StatsDimension[] filtered;
    private final long[] wanted;

    Tally(List<StatsDimension> by, Map<StatsDimension, String> filters) {
        this.by = by.toArray(StatsDimension[]::new);
        sums = by.stream().map(dimension -> new SumsByNumber()).toArray(SumsByNumber[]::new);
        isSummary = OF_SUMMARY.containsAll(by) && OF_SUMMARY.containsAll(filters.keySet());
        filtered = filters.keySet().toArray(StatsDimension[]::new);
        wanted = new long[filtered.length];
        for (int i = 0; i < filtered.length; i++) {
            String value = filters.getOrDefault(filtered[i], StatsQuery.NONE);
            wanted[i] = value.equals(StatsQuery.NONE) ? 0 : dictionary.number(value);
        }
    }

    /** Each cell is added once to each dimension, and to the total only where there is none. */
    @Override
    public void visit(RollupKey key, byte[] content) {
        RollupReader cell = isSummary ? RollupReader.ofSummary(content) : RollupReader.ofAll(content);
        int[] numbers = dictionary.numbers(cell.texts());
        int account = dictionary.number(key.accountSid());
        FigureSum[] ofTime = ofTime(key);
        while (cell.next()) {
            if (!passes(cell, numbers, account)) {
                continue;
            }
            int error = numbers[cell.errorCode()];
            int status = numbers[cell.status()];
            if (by.length == 0) {
                rest.add(cell, status, error);
            }
            for (int i = 0; i < by.length; i++) {
                FigureSum sum = by[i].isTime() ? ofTime[i] : sums[i].of(value(by[i], cell, numbers, account));
                sum.add(cell, status, error);
            }
        }
    }

    private FigureSum[] ofTime(RollupKey key) {
        FigureSum[] found = new FigureSum[by.length];
        for (int i = 0; i < by.length; i++) {
            boolean hourOfDay = by[i] == StatsDimension.DAY && key.span() == StatsSpan.HOUR;
            found[i] = by[i].isTime()
                    ? sums[i].ofFar(hourOfDay ? Math.floorDiv(key.number(), HOURS_OF_DAY) : key.number())
                    : rest;
        }
        return found;
    }

    private boolean passes(RollupReader cell, int[] numbers, int account) {
        for (int i = 0; i < filtered.length; i++) {
            if (value(filtered[i], cell, numbers, account) != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    private static int value(StatsDimension dimension, RollupReader cell, int[] numbers, int account) {
        return switch (dimension) {
            case ACCOUNT -> account;
            case SENDER -> numbers[cell.sender()];
            case SERVICE -> numbers[cell.service()];
            case COUNTRY -> numbers[cell.country()];
            case CARRIER -> numbers[cell.carrier()];
            case STATUS -> numbers[cell.status()];
            case ERROR_CODE -> numbers[cell.errorCode()];
            case HOUR, DAY -> throw new IllegalArgumentException("a time is no value of a cell");
        };
    }

    StatsFigures total() {
        FigureSum total = new FigureSum();
        total.add(rest);
        if (by.length > 0) {
            sums[0].forEach(total::add);
        }
        return total.figures(dictionary);
    }

    /**
     * Returns the rows of one of the dimensions.
     *
     * @param index of the dimension among those that were asked for
     * @param fromHour the first hour of the time
     * @param untilHour the first hour behind it
     */
    List<StatsRow> rows(int index, long fromHour, long untilHour) {
        if (!by[index].isTime()) {
            return sums[index].rows(dictionary).sorted(MOST_FIRST).toList();
        }
        StatsSpan span = by[index] == StatsDimension.DAY ? StatsSpan.DAY : StatsSpan.HOUR;
        int hours = by[index] == StatsDimension.DAY ? HOURS_OF_DAY : 1;
        return LongStream.range(Math.floorDiv(fromHour, hours), -Math.floorDiv(-untilHour, hours))
                .mapToObj(number -> new StatsRow(
                        span.start(number).toString(), sums[index].ofFar(number).figures(dictionary)))
                .toList();
    }
}
