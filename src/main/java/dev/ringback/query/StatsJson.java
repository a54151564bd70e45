package dev.ringback.query;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ringback.model.CallbackFigures;
import dev.ringback.model.StatsAnswer;
import dev.ringback.model.StatsDimension;
import dev.ringback.model.StatsFigures;
import dev.ringback.model.StatsRow;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Writes figures about messages as JSON. */
final class StatsJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private static final int DECIMALS = 4;

    /** More would be of no use to anybody; those with fewest messages are left out. */
    private static final int MOST_ROWS = 5_000;

    private StatsJson() {}

    private record View(
            String since,
            String before,
            @Nullable String asOf,
            long pendingHours,
            Figures totals,
            Figures previous,
            String by,
            List<Row> rows,
            int rowsLeftOut,
            Callbacks callbacks) {}

    private record Row(@Nullable String key, @JsonUnwrapped Figures figures) {
        static Row of(StatsRow row) {
            return new Row(row.key(), Figures.of(row.figures()));
        }
    }

    private record Figures(
            long messages,
            long delivered,
            long read,
            long undelivered,
            long failed,
            long canceled,
            long sent,
            long underWay,
            @Nullable BigDecimal deliveryRate,
            Times timeToDelivery,
            SortedMap<Integer, Long> errorCodes,
            long inbound) {
        static Figures of(StatsFigures figures) {
            return new Figures(
                    figures.messages(),
                    figures.delivered(),
                    figures.read(),
                    figures.undelivered(),
                    figures.failed(),
                    figures.canceled(),
                    figures.sent(),
                    figures.underWay(),
                    rate(figures.deliveryRate()),
                    new Times(figures.measured(), millis(figures.p50()), millis(figures.p95())),
                    figures.errorCodes(),
                    figures.inbound());
        }

        /** Rounded down, so that 1 says that all were delivered. */
        private static @Nullable BigDecimal rate(OptionalDouble rate) {
            return rate.isEmpty()
                    ? null
                    : BigDecimal.valueOf(rate.getAsDouble()).setScale(DECIMALS, RoundingMode.DOWN);
        }

        private static @Nullable Long millis(@Nullable Duration time) {
            return time == null ? null : time.toMillis();
        }
    }

    private record Times(
            long measured, @Nullable Long p50Ms, @Nullable Long p95Ms) {}

    private record Callbacks(String since, List<Long> perMinute, List<Kind> kinds) {
        static Callbacks of(CallbackFigures callbacks) {
            return new Callbacks(
                    callbacks.minutes().get(0).at().toString(),
                    callbacks.minutes().stream()
                            .map(CallbackFigures.Minute::count)
                            .toList(),
                    callbacks.kinds().stream().map(Kind::of).toList());
        }
    }

    private record Kind(String kind, @Nullable String lastReceivedAt, long lastHour, long lastDay) {
        static Kind of(CallbackFigures.Kind kind) {
            return new Kind(kind.kind().value(), text(kind.lastReceivedAt()), kind.lastHour(), kind.lastDay());
        }
    }

    static byte[] write(StatsAnswer answer, StatsDimension by, CallbackFigures callbacks) {
        List<StatsRow> rows = answer.rows().getOrDefault(by, List.of());
        View view = new View(
                answer.since().toString(),
                answer.before().toString(),
                text(answer.asOf()),
                answer.pending(),
                Figures.of(answer.totals()),
                Figures.of(answer.previous()),
                by.value(),
                rows.stream().limit(MOST_ROWS).map(Row::of).toList(),
                Math.max(0, rows.size() - MOST_ROWS),
                Callbacks.of(callbacks));
        try {
            return JSON.writeValueAsBytes(view);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("write JSON to memory", impossible);
        }
    }

    private static @Nullable String text(@Nullable Instant moment) {
        return moment == null ? null : moment.toString();
    }
}
