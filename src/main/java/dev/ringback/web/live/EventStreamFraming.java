package dev.ringback.web.live;

import dev.ringback.live.Framing;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes changes as Server-Sent Events. Source: the WHATWG's HTML standard, section "Server-sent events". */
final class EventStreamFraming implements Framing {
    static final String CONTENT_TYPE = "text/event-stream";

    private static final byte[] BEGIN = bytes("retry: 1000\n");
    private static final byte[] DATA = bytes("\ndata: ");
    private static final byte[] CHANGED = bytes("event: changed\n");
    private static final byte[] END = bytes("\n\n");
    private static final byte[] COMMENT = bytes(":\n\n");

    @Override
    public void begin(String id, ByteArrayOutputStream output) {
        output.writeBytes(BEGIN);
        place(id, output);
    }

    @Override
    public void change(String id, byte[] json, ByteArrayOutputStream output) {
        output.writeBytes(bytes("id: " + id));
        output.writeBytes(DATA);
        output.writeBytes(json);
        output.writeBytes(END);
    }

    @Override
    public void changed(String id, long count, ByteArrayOutputStream output) {
        output.writeBytes(CHANGED);
        change(id, bytes(JsonLinesFraming.changed(id, count)), output);
    }

    @Override
    public void heartbeat(@Nullable String id, ByteArrayOutputStream output) {
        if (id == null) {
            output.writeBytes(COMMENT);
        } else {
            place(id, output);
        }
    }

    /** An id without data is no event, but moves the place where a browser would go on. */
    private static void place(String id, ByteArrayOutputStream output) {
        output.writeBytes(bytes("id: " + id));
        output.writeBytes(END);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
