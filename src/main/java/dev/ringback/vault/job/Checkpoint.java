package dev.ringback.vault.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

/** Writes the points from which jobs go on, as JSON. Stateless. */
final class Checkpoint {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();

    private Checkpoint() {}

    static String text(Record point) {
        try {
            return JSON.writeValueAsString(point);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("write JSON to memory", impossible);
        }
    }

    /** @param start is where a job without a checkpoint begins */
    static <P extends Record> P read(@Nullable String text, Class<P> type, P start) {
        if (text == null) {
            return start;
        }
        try {
            return JSON.readValue(text, type);
        } catch (JsonProcessingException notOurs) {
            throw new IllegalArgumentException("the checkpoint of the job cannot be read: cancel it", notOurs);
        }
    }
}
