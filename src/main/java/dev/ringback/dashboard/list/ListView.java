package dev.ringback.dashboard.list;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds what the page of a list shows.
 *
 * @param path of the page
 * @param total says how many there are, in words
 * @param problem says why a filter cannot be; empty where all are well
 * @param next address of the next page; null on the last
 * @param first address of the first page; null on it
 * @param csv address of the same rows as CSV
 * @param empty says what to do where there is nothing; empty where there is something
 */
public record ListView(
        String path,
        String total,
        String problem,
        List<Field> fields,
        List<Chip> chips,
        List<Head> heads,
        List<Row> rows,
        @Nullable String next,
        @Nullable String first,
        String csv,
        String empty) {
    public ListView {
        fields = List.copyOf(fields);
        chips = List.copyOf(chips);
        heads = List.copyOf(heads);
        rows = List.copyOf(rows);
    }

    /** Holds a field of the form that filters. */
    public record Field(String parameter, String label, String value, List<Choice> choices) {
        public Field {
            choices = List.copyOf(choices);
        }
    }

    /**
     * Holds a filter that is in use.
     *
     * @param without address of the list without it
     */
    public record Chip(String text, String without) {}

    /** Holds the head of a column. */
    public record Head(String name, String css) {}

    /**
     * Holds a row.
     *
     * @param href of the page of the resource
     */
    public record Row(String href, List<RowCell> cells) {
        public Row {
            cells = List.copyOf(cells);
        }
    }

    /**
     * Holds a cell in its place.
     *
     * @param only address of the list limited to this value; null where it cannot be
     */
    public record RowCell(Cell cell, String css, @Nullable String only) {
        /** Returns classes for the style; null for none. */
        public @Nullable String classes() {
            String kind = cell.kind() == Cell.Kind.SID ? " sid" : "";
            String all = (css + kind + (cell.isVoid() ? " void" : "")).strip();
            return all.isEmpty() ? null : all;
        }
    }
}
