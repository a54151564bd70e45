package dev.ringback.storage.jdbi.sql;

import dev.ringback.model.EventKind;
import dev.ringback.model.EventSource;
import dev.ringback.model.PayloadFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A column and where in a record its value stands. {@link Row} reads back what is written here. */
public record Column<R>(String name, Value<R> value) {

    /** Takes the column's value out of a record. */
    @FunctionalInterface
    public interface Value<R> {
        @Nullable
        Object of(R row);
    }

    /** Returns the value that is stored of a record in this column. */
    @Nullable
    public Object of(R row) {
        return toSql(value.of(row));
    }

    /** Times and durations become milliseconds, booleans 0 and 1, enums the name that the wire or the log uses, or their own in lower case. */
    private static @Nullable Object toSql(@Nullable Object value) {
        if (value instanceof Instant instant) {
            return instant.toEpochMilli();
        } else if (value instanceof Duration duration) {
            return duration.toMillis();
        } else if (value instanceof Boolean truth) {
            return truth ? 1 : 0;
        } else if (value instanceof EventSource source) {
            return source.value();
        } else if (value instanceof EventKind kind) {
            return kind.value();
        } else if (value instanceof PayloadFormat format) {
            return format.name();
        } else if (value instanceof Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT);
        }
        return value;
    }
}
