package dev.ringback.simulate.api.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.io.Content;

/**
 * Sends what is written, and holds the last of it back: whoever wrote it can do something before the client has all. After a flush it holds one byte back,
 * else up to 64 KiB.
 */
final class TailOutputStream extends OutputStream {
    private static final int SIZE = 1 << 16;

    private final Content.Sink sink;
    private final byte[] held = new byte[SIZE];
    private int count;

    TailOutputStream(Content.Sink sink) {
        this.sink = sink;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (count + length <= SIZE) {
            System.arraycopy(bytes, offset, held, count, length);
            count += length;
            return;
        }
        send(held, 0, count);
        int now = Math.max(0, length - SIZE);
        send(bytes, offset, now);
        count = length - now;
        System.arraycopy(bytes, offset + now, held, 0, count);
    }

    @Override
    public void flush() throws IOException {
        if (count > 1) {
            send(held, 0, count - 1);
            held[0] = held[count - 1];
            count = 1;
        }
    }

    /** Returns what is held back, for the caller to send. */
    ByteBuffer rest() {
        return ByteBuffer.wrap(held, 0, count);
    }

    private void send(byte[] bytes, int offset, int length) throws IOException {
        if (length > 0) {
            Content.Sink.write(sink, false, ByteBuffer.wrap(bytes, offset, length));
        }
    }
}
