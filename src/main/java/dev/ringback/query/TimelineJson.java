package dev.ringback.query;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Writes a timeline as JSON, with what each event did to the state. */
final class TimelineJson {
    private TimelineJson() {}

    static byte[] write(String sid, Timeline timeline, @Nullable String status, @Nullable String nextPageUri) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(8192);
        try (JsonGenerator json = EventJson.generator(bytes)) {
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
        Effect effect = entry.effect();
        json.writeStartObject();
        EventJson.heading(json, entry.logged(), entry.reading());
        json.writeStringField("effect", effect == null ? null : effect.value());
        EventJson.content(json, entry.logged(), entry.reading());
        json.writeEndObject();
    }
}
