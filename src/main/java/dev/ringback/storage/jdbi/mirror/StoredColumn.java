package dev.ringback.storage.jdbi.mirror;

import dev.ringback.storage.jdbi.sql.Column;
import dev.ringback.storage.jdbi.sql.Row;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A column that is written from a resource, and read back into its builder. A null is not read back: it is what a builder has anyway.
 *
 * @param <R> the resource
 * @param <B> its builder
 */
record StoredColumn<R, B>(Column<R> column, Reading<B> reading) {

    /** Reads one or more columns of a row into a builder. */
    @FunctionalInterface
    interface Reading<B> {
        void read(Row row, B builder) throws SQLException;
    }

    /** Takes a value out of a resource. */
    @FunctionalInterface
    interface Getter<R, V> {
        @Nullable
        V get(R resource);
    }

    /** Hands a value to a builder; what it returns is ignored. */
    @FunctionalInterface
    interface Setter<B, V> {
        @SuppressWarnings("UnusedReturnValue")
        Object set(B builder, V value);
    }

    /** Reads the value of the next column; null where there is none. */
    @FunctionalInterface
    private interface Type<V> {
        @Nullable
        V read(Row row) throws SQLException;
    }

    static <R, B> StoredColumn<R, B> text(String name, Getter<R, String> getter, Setter<B, String> setter) {
        return of(name, getter, setter, Row::textOrNull);
    }

    /** A text that has to be compared, which null cannot be: it is stored as empty. */
    static <R, B> StoredColumn<R, B> textOrEmpty(String name, Getter<R, String> getter, Setter<B, String> setter) {
        Getter<R, String> comparable = resource -> {
            String text = getter.get(resource);
            return text == null ? "" : text;
        };
        return of(name, comparable, setter, Row::textOrNullIfEmpty);
    }

    static <R, B> StoredColumn<R, B> integer(String name, Getter<R, Integer> getter, Setter<B, Integer> setter) {
        return of(name, getter, setter, Row::integerOrNull);
    }

    static <R, B> StoredColumn<R, B> number(String name, Getter<R, Long> getter, Setter<B, Long> setter) {
        return of(name, getter, setter, Row::numberOrNull);
    }

    static <R, B> StoredColumn<R, B> flag(String name, Getter<R, Boolean> getter, Setter<B, Boolean> setter) {
        return of(name, getter, setter, Row::truth);
    }

    /** A time, in milliseconds. */
    static <R, B> StoredColumn<R, B> time(String name, Getter<R, Instant> getter, Setter<B, Instant> setter) {
        return of(name, getter, setter, Row::timeOrNull);
    }

    /** A duration, in milliseconds. */
    static <R, B> StoredColumn<R, B> duration(String name, Getter<R, Duration> getter, Setter<B, Duration> setter) {
        return of(name, getter, setter, Row::durationOrNull);
    }

    private static <R, B, V> StoredColumn<R, B> of(
            String name, Getter<R, V> getter, Setter<B, V> setter, Type<V> type) {
        return new StoredColumn<>(new Column<>(name, getter::get), (row, builder) -> {
            V value = type.read(row);
            if (value != null) {
                setter.set(builder, value);
            }
        });
    }

    /** A column that is only written. */
    static <R, B> StoredColumn<R, B> unread(Column<R> column) {
        return new StoredColumn<>(column, (row, builder) -> row.skip());
    }

    String name() {
        return column.name();
    }

    /** This column of a part of a resource, as one of the resource. */
    <S, C> StoredColumn<S, C> within(Function<S, R> part, Function<C, B> builderOfPart) {
        return new StoredColumn<>(
                new Column<>(name(), resource -> column.of(part.apply(resource))),
                (row, builder) -> reading.read(row, builderOfPart.apply(builder)));
    }

    /** This column, read back only while the error that was read before it still is that of the resource. */
    StoredColumn<R, B> ofError() {
        return new StoredColumn<>(column, (row, builder) -> {
            if (row.errorHolds()) {
                reading.read(row, builder);
            } else {
                row.skip();
            }
        });
    }
}
