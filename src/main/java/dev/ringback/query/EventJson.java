package dev.ringback.query;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ringback.model.Event;
import dev.ringback.model.LoggedEvent;
import dev.ringback.model.Parameters;
import dev.ringback.model.PayloadFormat;
import dev.ringback.model.Progress;
import dev.ringback.twilio.callback.EventReading;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes the members of an event as JSON, wherever events are shown. The shape is Ringback's own; dates are ISO 8601 in UTC with
 * milliseconds, which Twilio's are not.
 */
final class EventJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final DateTimeFormatter MILLISECONDS = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private EventJson() {}

    static JsonGenerator generator(OutputStream output) throws IOException {
        return MAPPER.createGenerator(output);
    }

    /** Writes which event it is, what it is about, and the status it reports. */
    static void heading(JsonGenerator json, LoggedEvent logged, EventReading reading) throws IOException {
        Event event = logged.event();
        Progress progress = reading.progress();
        json.writeNumberField("id", logged.id());
        json.writeStringField("received_at", date(event.receivedAt()));
        json.writeStringField("occurred_at", date(event.occurredAt()));
        json.writeStringField("kind", reading.kind().value());
        json.writeStringField("source", event.source().value());
        json.writeStringField("sid", event.sid().isEmpty() ? null : event.sid());
        json.writeStringField("status", progress == null ? null : progress.status());
    }

    /** Writes how it arrived, and all that it says. */
    static void content(JsonGenerator json, LoggedEvent logged, EventReading reading) throws IOException {
        Event event = logged.event();
        json.writeNumberField("arrivals", logged.arrivals());
        json.writeStringField("last_received_at", date(logged.lastReceivedAt()));
        json.writeStringField("problem", event.problem());
        json.writeStringField("idempotency_token", event.idempotencyToken());
        json.writeStringField("method", event.method());
        parameters(json, "tags", reading.tags());
        if (event.format() == PayloadFormat.JSON) {
            data(json, event.payload());
        } else {
            parameters(json, "parameters", reading.parameters());
        }
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

    /** Character by character as it came: no digit of a number is lost, and an escape that names no character is no error. */
    private static void data(JsonGenerator json, String payload) throws IOException {
        json.writeFieldName("data");
        if (isJson(payload)) {
            json.writeRawValue(payload);
        } else {
            json.writeString(payload);
        }
    }

    private static boolean isJson(String payload) {
        try {
            return !MAPPER.readTree(payload).isMissingNode();
        } catch (JsonProcessingException notJson) {
            return false;
        }
    }

    static @Nullable String date(@Nullable Instant instant) {
        return instant == null ? null : MILLISECONDS.format(instant);
    }
}
