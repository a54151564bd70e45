package dev.ringback.web.live;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads Server-Sent Events by the letter of the WHATWG's HTML standard, sections "Parsing an event stream" and "Interpreting an event stream", and
 * complains where a browser would pass over something in silence: bytes that are no UTF-8, fields that the standard does not know, times that are no
 * number. Used by one thread.
 */
final class EventStreamParser {
    private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream input;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean isFirstLine = true;
    private boolean endedWithReturn;
    private String lastEventId = "";
    private int retryMillis = -1;

    // The buffers of the standard.
    private final StringBuilder data = new StringBuilder();
    private String eventType = "";
    private String idBuffer = "";

    EventStreamParser(InputStream input) {
        this.input = input;
    }

    /**
     * Says what stood between two empty lines.
     *
     * @param id the last event ID of the stream from then on
     * @param type of the event that is dispatched
     * @param data of the event; empty where no event is dispatched
     * @param isComment whether there was nothing but comments
     */
    record Block(String id, String type, Optional<String> data, boolean isComment) {}

    /** Returns what a browser would send as {@code Last-Event-ID}; empty where it would send none. */
    String lastEventId() {
        return lastEventId;
    }

    /** Returns after how many milliseconds a browser would connect again; -1 where nothing was said. */
    int retryMillis() {
        return retryMillis;
    }

    /** Waits for the next empty line. What comes before the end without one is discarded, as the standard says; then this is empty. */
    Optional<Block> next() throws IOException {
        boolean onlyComments = true;
        boolean hasComment = false;
        for (String next = readLine(); next != null; next = readLine()) {
            if (next.isEmpty()) {
                return Optional.of(dispatch(hasComment && onlyComments));
            }
            if (next.charAt(0) == ':') {
                hasComment = true;
                continue;
            }
            onlyComments = false;
            int colon = next.indexOf(':');
            String field = colon < 0 ? next : next.substring(0, colon);
            String value = colon < 0 ? "" : next.substring(colon + 1);
            process(field, value.startsWith(" ") ? value.substring(1) : value);
        }
        return Optional.empty();
    }

    private void process(String field, String value) throws IOException {
        switch (field) {
            case "event" -> eventType = value;
            case "data" -> data.append(value).append('\n');
            case "id" -> {
                if (value.indexOf(0) >= 0) {
                    throw new IOException("an id with a NUL is ignored");
                }
                idBuffer = value;
            }
            case "retry" -> {
                if (!value.matches("[0-9]+")) {
                    throw new IOException("retry is no number: " + value);
                }
                retryMillis = Integer.parseInt(value);
            }
            default -> throw new IOException("the standard knows no field '" + field + "'");
        }
    }

    private Block dispatch(boolean isComment) {
        lastEventId = idBuffer;
        if (data.isEmpty()) {
            eventType = "";
            return new Block(lastEventId, "", Optional.empty(), isComment);
        }
        data.setLength(data.length() - 1);
        Block block = new Block(
                lastEventId, eventType.isEmpty() ? "message" : eventType, Optional.of(data.toString()), false);
        data.setLength(0);
        eventType = "";
        return block;
    }

    /** Reads up to a line feed, a carriage return, or both; null at the end, also behind a line that is not ended. */
    private @Nullable String readLine() throws IOException {
        line.reset();
        for (int next = input.read(); next >= 0; next = input.read()) {
            if (next == '\n' && endedWithReturn) {
                endedWithReturn = false;
            } else if (next == '\n' || next == '\r') {
                endedWithReturn = next == '\r';
                return decode(line.toByteArray());
            } else {
                endedWithReturn = false;
                line.write(next);
            }
        }
        return null;
    }

    private String decode(byte[] bytes) throws IOException {
        boolean hasMark =
                isFirstLine && bytes.length >= BOM.length && Arrays.equals(Arrays.copyOf(bytes, BOM.length), BOM);
        isFirstLine = false;
        int begin = hasMark ? BOM.length : 0;
        return StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes, begin, bytes.length - begin))
                .toString();
    }
}
