package dev.ringback.query;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.ringback.model.LoggedEvent;
import dev.ringback.model.Resource;
import dev.ringback.twilio.callback.EventReading;
import dev.ringback.twilio.rest.JsonFormat;
import dev.ringback.twilio.rest.ResourceViews;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Writes a change as streams send it: the event as the list of events has it, and the resource that it is about. Stateless. */
public final class ChangeJson {
    private ChangeJson() {}

    /**
     * Writes one.
     *
     * @param id by which a stream is resumed behind it
     * @param reading what the event says
     * @param resource null where the mirror has none
     * @param baseUrl scheme and host that absolute addresses begin with
     * @return without line ends
     */
    public static byte[] write(
            String id, LoggedEvent logged, EventReading reading, @Nullable Resource resource, String baseUrl) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(2048);
        try (JsonGenerator json = EventJson.generator(bytes)) {
            json.writeStartObject();
            json.writeStringField("id", id);
            json.writeFieldName("event");
            EventListJson.event(json, logged, reading);
            json.writeFieldName("resource");
            if (resource == null) {
                json.writeNull();
            } else {
                json.writeStartObject();
                ResourceViews.fields(json, resource, new JsonFormat(baseUrl));
                json.writeEndObject();
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("write JSON to memory", e);
        }
        return withoutLineEnds(bytes.toByteArray());
    }

    /** A payload that came as JSON stands in it as it came. A line end can only be between its tokens, where a space means the same. */
    private static byte[] withoutLineEnds(byte[] json) {
        for (int i = 0; i < json.length; i++) {
            if (json[i] == '\n' || json[i] == '\r') {
                json[i] = ' ';
            }
        }
        return json;
    }
}
