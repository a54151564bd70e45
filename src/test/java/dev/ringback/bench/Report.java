package dev.ringback.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** Gathers the figures, and words them as a table in Markdown. */
final class Report {
    private static final double MEGABYTE = 1e6;

    private final List<Series> rows = new ArrayList<>();
    private final Map<String, String> facts = new LinkedHashMap<>();
    private final List<StoredEvents> stored = new ArrayList<>();
    private final List<List<String>> tables = new ArrayList<>();
    private long failed;
    private long peakResidentBytes;

    void rows(List<Series> more) {
        rows.addAll(more);
    }

    /** A table of its own, below all others. */
    void table(List<String> lines) {
        tables.add(lines);
    }

    /** Requests that failed beside those in the rows. */
    void failed(long requests) {
        failed += requests;
    }

    /** A figure that is not a rate. */
    void fact(String name, String value) {
        facts.put(name, value);
    }

    /** The greatest of all runs counts. */
    void peakResidentBytes(long bytes) {
        peakResidentBytes = Math.max(peakResidentBytes, bytes);
        fact("resident memory at full load, peak", format("%.0f MB", peakResidentBytes / MEGABYTE));
    }

    void stored(StoredEvents events) {
        stored.add(events);
        StoredEvents largest = stored.stream()
                .max((a, b) -> Long.compare(a.messages(), b.messages()))
                .orElseThrow();
        fact(
                "bytes on disk per message",
                format(
                        "%.0f, of which there were %,d with %.2f events each (all of the database)",
                        largest.bytesPerMessage(), largest.messages(), largest.eventsPerMessage()));
    }

    /** The most that anything else took of the machine during one measurement. */
    double othersShare() {
        return rows.stream()
                .mapToDouble(series -> series.max(sample -> sample.cpu().othersShare()))
                .max()
                .orElse(0);
    }

    /** Requests that failed in all measurements together. */
    long failures() {
        return failed
                + rows.stream()
                        .flatMap(series -> series.samples().stream())
                        .mapToLong(sample -> sample.load().failures())
                        .sum();
    }

    List<String> table() {
        List<String> lines = new ArrayList<>();
        if (!rows.isEmpty()) {
            lines.add(
                    "| measured | requests/s | least to most | p50 ms | p99 ms | of its ceiling | p99 to that of the smallest"
                            + " | server CPU µs | failed |");
            lines.add("|---|---|---|---|---|---|---|---|---|");
            rows.forEach(series -> lines.add(line(series)));
            lines.add("");
        }
        if (!facts.isEmpty()) {
            lines.add("| figure | value |");
            lines.add("|---|---|");
            facts.forEach((name, value) -> lines.add("| " + name + " | " + value + " |"));
        }
        for (List<String> table : tables) {
            if (!lines.isEmpty() && !lines.get(lines.size() - 1).isEmpty()) {
                lines.add("");
            }
            lines.addAll(table);
        }
        return lines;
    }

    private static String line(Series series) {
        return format(
                "| %s | %,.0f | %,.0f to %,.0f | %.2f | %.2f | %s | %s | %.0f | %.0f |",
                series.name(),
                series.median(sample -> sample.load().perSecond()),
                series.min(sample -> sample.load().perSecond()),
                series.max(sample -> sample.load().perSecond()),
                series.median(sample -> sample.load().p50()) / 1e3,
                series.median(sample -> sample.load().p99()) / 1e3,
                ratio(series.ofCeiling()),
                ratio(series.p99AgainstSmallest()),
                series.median(Sample::serverMicros),
                series.samples().stream()
                        .mapToDouble(sample -> sample.load().failures())
                        .sum());
    }

    private static String ratio(OptionalDouble ratio) {
        return ratio.isPresent() ? format("%.2f", ratio.getAsDouble()) : "";
    }

    static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
