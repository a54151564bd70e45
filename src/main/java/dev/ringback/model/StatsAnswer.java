package dev.ringback.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers a {@link StatsQuery}.
 *
 * @param since the beginning of the first hour that counted
 * @param before the end of the last hour that counted
 * @param totals of that time
 * @param previous of the time before, which is as long
 * @param rows by what was asked for: of times in their order and without gaps, of all else those with most messages first
 * @param asOf until when everything that came is counted or marked to be; null where nothing is counted yet
 * @param pending how many hours are still to be counted, or counted again
 */
public record StatsAnswer(
        Instant since,
        Instant before,
        StatsFigures totals,
        StatsFigures previous,
        Map<StatsDimension, List<StatsRow>> rows,
        @Nullable Instant asOf,
        long pending) {}
