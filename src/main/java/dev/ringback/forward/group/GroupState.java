package dev.ringback.forward.group;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringback.forward.rule.DebuggerReport;
import dev.ringback.forward.rule.Label;
import dev.ringback.forward.rule.Occurrence;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what is remembered of a group while nobody runs. Times are milliseconds since 1970; null for none.
 *
 * @param receivers who was told of the present trouble
 * @param open what lasts; null for nothing
 * @param others null where a version wrote it that did not know more of them than how many there are
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record GroupState(
        String rule,
        String threshold,
        Map<Label, String> labels,
        @Nullable Long since,
        @Nullable Long told,
        @Nullable Long reached,
        @Nullable Long due,
        @Nullable Long latest,
        long fresh,
        long total,
        List<String> receivers,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<String> open,
        Map<Long, SlidingCount.Counted> counted,
        Map<Long, SlidingCount.Counted> all,
        List<CountedKind> kinds,
        OverflowKinds.@Nullable State others,
        List<Example> examples) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** An {@link Occurrence}. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Example(long eventId, long at, String sid, Map<Label, String> labels, DebuggerReport report) {
        static Example of(Occurrence occurrence) {
            return new Example(
                    occurrence.eventId(),
                    occurrence.at().toEpochMilli(),
                    occurrence.sid(),
                    occurrence.labels(),
                    occurrence.report());
        }

        Occurrence occurrence() {
            return new Occurrence(eventId, Instant.ofEpochMilli(at), sid, labels, report);
        }
    }

    String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a record of plain values cannot be written", impossible);
        }
    }

    /** Parses a stored state; empty if another version wrote it and this one cannot read it. */
    static Optional<GroupState> parse(String json) {
        try {
            return Optional.of(JSON.readValue(json, GroupState.class));
        } catch (JsonProcessingException unknown) {
            return Optional.empty();
        }
    }

    static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null || instant.equals(Instant.MIN) || instant.equals(Instant.MAX)
                ? null
                : (Long) instant.toEpochMilli();
    }

    static Instant instant(@Nullable Long millis, Instant otherwise) {
        return millis == null ? otherwise : Instant.ofEpochMilli(millis);
    }
}
