package dev.ringback.bench.client;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the events of a stream of server-sent events, and throws them away. Decodes no more than the borders of chunks, because a thousand of
 * these share a processor with the server.
 */
public final class StreamReader implements Receiver {
    /** How the line of an event's data begins, and no other. */
    private static final int DATA = '\n' << 24 | 'd' << 16 | 'a' << 8 | 't';

    private static final int LINE_END = '\n';
    private static final int HEAD_END = '\r' << 24 | '\n' << 16 | '\r' << 8 | '\n';

    private String status = "";
    private Place place = Place.HEAD;
    private int window;
    private int chunk;
    private final AtomicLong events = new AtomicLong();
    private long bytes;
    private boolean began;
    private boolean closed;

    /** Where in an answer the next byte is. */
    private enum Place {
        HEAD,
        SIZE,
        DATA,
        AFTER_DATA,
        REFUSAL
    }

    @Override
    public void received(ByteBuffer received) {
        bytes += received.remaining();
        while (received.hasRemaining()) {
            switch (place) {
                case HEAD -> head(received.get());
                case SIZE -> size(received.get());
                case DATA -> data(received);
                case AFTER_DATA -> afterData(received.get());
                case REFUSAL -> received.position(received.limit());
            }
        }
    }

    private void head(byte next) {
        if (status.length() < "HTTP/1.1 200".length()) {
            status += (char) next;
        }
        window = window << 8 | next;
        if (window == HEAD_END) {
            began = status.endsWith(" 200");
            place = began ? Place.SIZE : Place.REFUSAL;
            window = LINE_END;
        }
    }

    private void size(byte next) {
        int digit = Character.digit(next, 16);
        if (digit >= 0) {
            chunk = chunk << 4 | digit;
        } else if (next == LINE_END) {
            place = Place.DATA;
        }
    }

    private void data(ByteBuffer received) {
        byte[] array = received.array();
        int begin = received.arrayOffset() + received.position();
        int length = Math.min(chunk, received.remaining());
        int last = window;
        long found = 0;
        for (int i = begin; i < begin + length; i++) {
            last = last << 8 | array[i];
            if (last == DATA) {
                found++;
            }
        }
        window = last;
        events.addAndGet(found);
        chunk -= length;
        received.position(received.position() + length);
        if (chunk == 0) {
            place = Place.AFTER_DATA;
        }
    }

    private void afterData(byte next) {
        if (next == LINE_END) {
            place = Place.SIZE;
        }
    }

    @Override
    public void closed() {
        closed = true;
    }

    /** Says whether the stream has begun. */
    public boolean began() {
        return began;
    }

    /** Returns the line with which the answer began, as far as the status. */
    public String status() {
        return status;
    }

    /** Returns how many events have come. Any thread may ask. */
    public long events() {
        return events.get();
    }

    /** Returns how many bytes have come, with everything around the events. */
    public long bytes() {
        return bytes;
    }

    /** Says whether the server has closed the stream. */
    public boolean isClosed() {
        return closed;
    }
}
