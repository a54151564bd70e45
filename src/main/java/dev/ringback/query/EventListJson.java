package dev.ringback.query;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.ringback.model.LoggedEvent;
import dev.ringback.twilio.callback.EventReading;
import dev.ringback.twilio.callback.Projector;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a page of the list of events as JSON: the members of a timeline's entries, with the account and the references of each event. */
final class EventListJson {
    private EventListJson() {}

    static byte[] write(List<LoggedEvent> events, @Nullable String nextPageUri) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(8192);
        try (JsonGenerator json = EventJson.generator(bytes)) {
            json.writeStartObject();
            json.writeArrayFieldStart("events");
            for (LoggedEvent logged : events) {
                event(json, logged, EventReading.of(logged.event()));
            }
            json.writeEndArray();
            json.writeStringField("next_page_uri", nextPageUri);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("write JSON to memory", e);
        }
        return bytes.toByteArray();
    }

    static void event(JsonGenerator json, LoggedEvent logged, EventReading reading) throws IOException {
        json.writeStartObject();
        EventJson.heading(json, logged, reading);
        json.writeStringField("account_sid", logged.event().accountSid());
        json.writeArrayFieldStart("references");
        for (String sid : Projector.references(logged.event()).stream().sorted().toList()) {
            json.writeString(sid);
        }
        json.writeEndArray();
        EventJson.content(json, logged, reading);
        json.writeEndObject();
    }
}
