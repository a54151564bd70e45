package dev.ringback.dashboard.deliverability;

import dev.ringback.dashboard.chart.Bars;
import dev.ringback.dashboard.chart.Lines;
import dev.ringback.dashboard.text.Moment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds what the page of deliverability shows.
 *
 * @param finding says in a sentence what the figures say
 * @param periods that can be chosen
 * @param chips are the filters in use
 * @param rate over time, and that of the period before
 * @param volume over time
 * @param times is the median of the time to delivery over time
 * @param course is the table behind the three charts
 * @param tables are the same figures by error code, sender and so on
 * @param begins when the charts begin
 * @param ends when the charts end
 * @param json address of the same figures in the API
 */
public record DeliverabilityView(
        String finding,
        String more,
        List<Period> periods,
        List<Chip> chips,
        Lines rate,
        String rateBottom,
        Bars volume,
        Bars times,
        String timesTop,
        String volumeTop,
        List<Row> course,
        List<Table> tables,
        Moment begins,
        Moment ends,
        String json,
        @Nullable Moment asOf) {
    public DeliverabilityView {
        periods = List.copyOf(periods);
        chips = List.copyOf(chips);
        course = List.copyOf(course);
        tables = List.copyOf(tables);
    }

    /** Holds a period that can be chosen. */
    public record Period(String text, String link, boolean chosen) {}

    /** Holds a filter in use. */
    public record Chip(String text, String without) {}

    /** Holds a table of figures by one thing. */
    public record Table(String title, String column, List<Row> rows) {
        public Table {
            rows = List.copyOf(rows);
        }
    }

    /**
     * Holds figures.
     *
     * @param link to the page limited to these; null where it cannot be
     * @param more explains the key; may be empty
     */
    public record Row(
            String key,
            String more,
            @Nullable String link,
            String messages,
            String rate,
            String undelivered,
            String p50,
            String p95) {}
}
