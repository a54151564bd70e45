package dev.ringback.storage.jdbi.sql;

import dev.ringback.model.EventKind;
import dev.ringback.model.EventSource;
import dev.ringback.model.Progress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A row being read from left to right: each call takes the next column. Java evaluates arguments in order, so a record is read by naming
 * its columns' types in the order in which its table lists them.
 */
public final class Row {
    private final Cells cells;
    private String status = "";
    private boolean errorHolds;

    public Row(ResultSet rows) {
        this(Cells.of(rows));
    }

    public Row(Cells cells) {
        this.cells = cells;
    }

    public String text() throws SQLException {
        String text = textOrNull();
        if (text == null) {
            throw new SQLException("a column that has to be there is null");
        }
        return text;
    }

    @Nullable
    public String textOrNull() throws SQLException {
        return cells.text();
    }

    /** The way back of an unknown text that is stored as empty, to be comparable. */
    @Nullable
    public String textOrNullIfEmpty() throws SQLException {
        String text = text();
        return text.isEmpty() ? null : text;
    }

    public byte[] bytes() throws SQLException {
        return cells.bytes();
    }

    public long number() throws SQLException {
        return cells.number();
    }

    public boolean truth() throws SQLException {
        return number() != 0;
    }

    @Nullable
    public Integer integerOrNull() throws SQLException {
        long value = number();
        return cells.wasNull() ? null : Math.toIntExact(value);
    }

    public Instant time() throws SQLException {
        return Instant.ofEpochMilli(number());
    }

    @Nullable
    public Instant timeOrNull() throws SQLException {
        long millis = number();
        return cells.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    @Nullable
    public Duration durationOrNull() throws SQLException {
        long millis = number();
        return cells.wasNull() ? null : Duration.ofMillis(millis);
    }

    @Nullable
    public Long numberOrNull() throws SQLException {
        long value = number();
        return cells.wasNull() ? null : value;
    }

    /** A constant that is stored by its name in lower case. */
    public <E extends Enum<E>> E constant(Class<E> type) throws SQLException {
        return Enum.valueOf(type, text().toUpperCase(Locale.ROOT));
    }

    /** Passes over a column. */
    public void skip() throws SQLException {
        cells.skip();
    }

    /** Reads which status an error came with, from the first two columns of an error. The row's own status has to be read before. */
    public void error() throws SQLException {
        skip();
        errorHolds = text().equals(status);
    }

    /** Whether the error that was read last came with the status that the row has now. */
    public boolean errorHolds() {
        return errorHolds;
    }

    public Progress progress() throws SQLException {
        long position = number();
        status = text();
        return new Progress(position, status, source());
    }

    /** A newer node beside this one may store kinds that this version does not know. */
    public EventKind kind() throws SQLException {
        return EventKind.of(text()).orElse(EventKind.UNKNOWN);
    }

    /** A newer node beside this one may store sources that this version does not know. */
    public EventSource source() throws SQLException {
        return EventSource.of(text()).orElse(EventSource.UNKNOWN);
    }
}
