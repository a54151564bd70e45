package dev.ringback.bench;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table of reads beside what others make of the same machine in the same rounds. */
final class ReadTable {
    private final List<Row> rows = new ArrayList<>();

    private record Row(
            Read read,
            String mark,
            Series series,
            @Nullable Series peer,
            @Nullable Series bare) {}

    /**
     * Adds a row, to be worded when everything is measured.
     *
     * @param mark of the version that was served
     * @param peer the same read from the {@link Peer}, where that has it
     * @param bare a constant answer of the same size from a bare Javalin
     */
    void add(Read read, String mark, Series series, @Nullable Series peer, @Nullable Series bare) {
        rows.add(new Row(read, mark, series, peer, bare));
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>(List.of(
                "| read | requests/s | p99 ms | of the peer's rate | of the API door's without a database (account) | of a bare"
                        + " Javalin's constant answer |",
                "|---|---|---|---|---|---|"));
        for (Row row : rows) {
            lines.add(Report.format(
                    "| %s | %,.0f | %.2f | %s | %s | %s |",
                    row.series().name(),
                    row.series().median(sample -> sample.load().perSecond()),
                    row.series().median(sample -> sample.load().p99()) / 1e3,
                    share(row.series(), row.peer()),
                    share(row.series(), withoutDatabase(row)),
                    share(row.series(), row.bare())));
        }
        return lines;
    }

    /** What the same version answers without its database; none for that itself. */
    private @Nullable Series withoutDatabase(Row row) {
        if (row.read() == Read.account) {
            return null;
        }
        return rows.stream()
                .filter(other -> other.read() == Read.account && other.mark().equals(row.mark()))
                .map(Row::series)
                .findFirst()
                .orElse(null);
    }

    private static String share(Series series, @Nullable Series other) {
        return other == null ? "" : Report.format("%.2f", series.rateOf(other));
    }
}
