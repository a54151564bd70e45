package dev.ringback.web.live;

import dev.ringback.live.Framing;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes changes as newline-delimited JSON, and signs of life as empty lines, which readers of JSON pass over. */
final class JsonLinesFraming implements Framing {
    static final String CONTENT_TYPE = "application/x-ndjson";

    @Override
    public void begin(String id, ByteArrayOutputStream output) {
        output.write('\n');
    }

    @Override
    public void change(String id, byte[] json, ByteArrayOutputStream output) {
        output.writeBytes(json);
        output.write('\n');
    }

    @Override
    public void changed(String id, long count, ByteArrayOutputStream output) {
        change(id, changed(id, count).getBytes(StandardCharsets.UTF_8), output);
    }

    /** Returns the object that says that there were changes, in either format. */
    static String changed(String id, long count) {
        return "{\"id\": \"" + id + "\", \"count\": " + count + "}";
    }

    @Override
    public void heartbeat(@Nullable String id, ByteArrayOutputStream output) {
        output.write('\n');
    }
}
