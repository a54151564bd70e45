package dev.ringback.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ringback.model.JournaledWrite;
import dev.ringback.model.WriteDraft;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a page of writes whose outcome was unknown as JSON. */
final class UnknownWriteJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private UnknownWriteJson() {}

    /** Holds what is shown of a write. */
    private record View(
            long id,
            String state,
            @Nullable String sid,
            String accountSid,
            String method,
            String path,
            @Nullable String contentType,
            String body,
            String requestedBy,
            @Nullable String requestedAt,
            @Nullable String decidedAt) {
        static View of(JournaledWrite journaled) {
            WriteDraft write = journaled.write();
            return new View(
                    journaled.id(),
                    journaled.fate().value(),
                    journaled.sid(),
                    write.accountSid(),
                    write.method(),
                    write.path(),
                    write.contentType(),
                    new String(write.bodyBytes(), StandardCharsets.UTF_8),
                    write.requestedBy().credential(),
                    date(write.requestedAt()),
                    date(journaled.decidedAt()));
        }

        private static @Nullable String date(@Nullable Instant moment) {
            return moment == null ? null : EventJson.date(moment);
        }
    }

    private record Page(List<View> writes, @Nullable String nextPageUri) {}

    static byte[] list(List<JournaledWrite> writes, @Nullable String nextPageUri) {
        try {
            return JSON.writeValueAsBytes(new Page(writes.stream().map(View::of).toList(), nextPageUri));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("write JSON to memory", impossible);
        }
    }
}
