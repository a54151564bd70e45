package dev.ringback.query;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ringback.model.Event;
import dev.ringback.model.Parameters;
import dev.ringback.model.PayloadFormat;
import dev.ringback.model.Progress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes a timeline as JSON. Its shape is our own; its dates are ISO 8601 in UTC with milliseconds, which Twilio's are not. */
final class TimelineJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            // Raw means raw: no digit of a number is lost.
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
            .build();

    private static final DateTimeFormatter MILLISECONDS = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private TimelineJson() {}

    static byte[] write(String sid, Timeline timeline, @Nullable String status, @Nullable String nextPageUri) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(8192);
        try (JsonGenerator json = MAPPER.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("sid", sid);
            json.writeStringField("account_sid", timeline.accountSid());
            json.writeStringField("status", status);
            json.writeArrayFieldStart("events");
            for (TimelineEntry entry : timeline.entries()) {
                entry(json, entry);
            }
            json.writeEndArray();
            json.writeStringField("next_page_uri", nextPageUri);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("write JSON to memory", e);
        }
        return bytes.toByteArray();
    }

    private static void entry(JsonGenerator json, TimelineEntry entry) throws IOException {
        Event event = entry.logged().event();
        Progress progress = entry.reading().progress();
        Effect effect = entry.effect();
        json.writeStartObject();
        json.writeNumberField("id", entry.logged().id());
        json.writeStringField("received_at", date(event.receivedAt()));
        json.writeStringField("occurred_at", date(event.occurredAt()));
        json.writeStringField("kind", entry.reading().kind().value());
        json.writeStringField("source", event.source().value());
        json.writeStringField("sid", event.sid().isEmpty() ? null : event.sid());
        json.writeStringField("status", progress == null ? null : progress.status());
        json.writeStringField("effect", effect == null ? null : effect.value());
        json.writeNumberField("arrivals", entry.logged().arrivals());
        json.writeStringField("last_received_at", date(entry.logged().lastReceivedAt()));
        json.writeStringField("problem", event.problem());
        json.writeStringField("idempotency_token", event.idempotencyToken());
        json.writeStringField("method", event.method());
        parameters(json, "tags", entry.reading().tags());
        if (event.format() == PayloadFormat.JSON) {
            data(json, event.payload());
        } else {
            parameters(json, "parameters", entry.reading().parameters());
        }
        json.writeEndObject();
    }

    /** An array of pairs: a name may come more than once, and the order is part of what came. */
    private static void parameters(JsonGenerator json, String field, Parameters parameters) throws IOException {
        json.writeArrayFieldStart(field);
        for (Parameters.Parameter parameter : parameters) {
            json.writeStartObject();
            json.writeStringField("name", parameter.name());
            json.writeStringField("value", parameter.value());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void data(JsonGenerator json, String payload) throws IOException {
        json.writeFieldName("data");
        JsonNode parsed;
        try {
            parsed = MAPPER.readTree(payload);
        } catch (JsonProcessingException notJson) {
            json.writeString(payload);
            return;
        }
        MAPPER.writeTree(json, parsed);
    }

    static @Nullable String date(@Nullable Instant instant) {
        return instant == null ? null : MILLISECONDS.format(instant);
    }
}
