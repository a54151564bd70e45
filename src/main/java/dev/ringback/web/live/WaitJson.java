package dev.ringback.web.live;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.ringback.model.Resource;
import dev.ringback.twilio.rest.JsonFormat;
import dev.ringback.twilio.rest.ResourceViews;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Writes how waits have ended: each resource as Twilio shows it, with {@code reached} beside its own members. */
final class WaitJson {
    private final JsonFormat format;

    WaitJson(String baseUrl) {
        this.format = new JsonFormat(baseUrl);
    }

    /**
     * Says how the wait for one resource ended.
     *
     * @param found empty where nothing is known of it
     */
    record Ending(String sid, Optional<? extends Resource> found, boolean reached) {}

    byte[] one(Ending ending) {
        return JsonFormat.write(json -> write(json, ending));
    }

    byte[] several(boolean reached, List<Ending> endings) {
        return JsonFormat.write(json -> {
            json.writeStartObject();
            json.writeBooleanField("reached", reached);
            json.writeArrayFieldStart("resources");
            for (Ending ending : endings) {
                write(json, ending);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private void write(JsonGenerator json, Ending ending) throws IOException {
        json.writeStartObject();
        if (ending.found().isPresent()) {
            ResourceViews.fields(json, ending.found().get(), format);
        } else {
            json.writeStringField("sid", ending.sid());
            json.writeNullField("account_sid");
            json.writeNullField("status");
        }
        json.writeBooleanField("reached", ending.reached());
        json.writeEndObject();
    }
}
