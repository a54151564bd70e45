package dev.ringback.simulate.api.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes each piece as a chunk of HTTP/1.1; the last one, of length 0, is the caller's. */
final class ChunkedOutputStream extends OutputStream {
    private static final byte[] END = {'\r', '\n'};

    private final OutputStream to;

    ChunkedOutputStream(OutputStream to) {
        this.to = to;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (length > 0) {
            to.write(Integer.toHexString(length).getBytes(StandardCharsets.US_ASCII));
            to.write(END);
            to.write(bytes, offset, length);
            to.write(END);
        }
    }
}
