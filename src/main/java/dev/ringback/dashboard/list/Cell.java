package dev.ringback.dashboard.list;

import dev.ringback.dashboard.text.AddressText;
import dev.ringback.dashboard.text.Excerpt;
import dev.ringback.dashboard.text.Moment;
import dev.ringback.dashboard.text.SidText;
import dev.ringback.dashboard.text.Status;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Holds a cell of a table.
 *
 * @param kind decides how it is drawn
 * @param text is what is read
 * @param more stands behind the text, in small letters; empty for nothing
 * @param filter the query parameter that limits the list to this value, as {@code To=%2B1415}; empty where there is none
 * @param moment of a time
 * @param status of a status
 * @param raw is the value as the API writes it, for CSV
 */
public record Cell(
        Kind kind,
        String text,
        String more,
        String filter,
        @Nullable Moment moment,
        @Nullable Status status,
        String raw) {

    /** Names the ways in which a cell is drawn. */
    public enum Kind {
        TEXT,
        TIME,
        STATUS,
        ADDRESS,
        SID
    }

    /** Tells whether there is nothing to see. */
    public boolean isVoid() {
        return text.isEmpty() && moment == null;
    }

    /** Shows the beginning of any text; null as nothing. */
    public static Cell text(@Nullable String text) {
        String raw = text == null ? "" : text;
        return new Cell(Kind.TEXT, Excerpt.inTable(raw), "", "", null, null, raw);
    }

    /** Shows a text with an explanation behind it. */
    public static Cell explained(@Nullable String text, String more) {
        String shown = text == null ? "" : text;
        return new Cell(Kind.TEXT, shown, more, "", null, null, shown);
    }

    /** Shows a time as it is seen from another. */
    public static Cell time(@Nullable Instant time, Instant now) {
        Moment moment = Moment.of(time, now);
        return new Cell(Kind.TIME, "", "", "", moment, null, moment == null ? "" : moment.machine());
    }

    public static Cell status(@Nullable String word) {
        Status status = Status.of(word);
        return new Cell(Kind.STATUS, status.word(), "", "", null, status, status.word());
    }

    /**
     * Shows a number or another address, by which the list can be filtered.
     *
     * @param parameter of the filter
     */
    public static Cell address(@Nullable String address, String parameter) {
        String raw = address == null ? "" : address;
        return new Cell(
                Kind.ADDRESS,
                Excerpt.inTable(AddressText.of(raw)),
                "",
                raw.isEmpty() ? "" : parameter,
                null,
                null,
                raw);
    }

    public static Cell sid(@Nullable String sid) {
        String raw = sid == null ? "" : sid;
        return new Cell(Kind.SID, SidText.shortened(raw), "", "", null, null, raw);
    }
}
