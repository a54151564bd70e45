package dev.ringback.web.live;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Reads a chunked body by the letter of RFC 9112, and tells its proper end from one that was cut off. Used by one thread. */
@SuppressWarnings("InputStreamSlowMultibyteRead") // read byte by byte
final class ChunkedInput extends InputStream {
    private static final int LONGEST_SIZE = 16;

    private final InputStream input;
    private final byte[] buffer = new byte[16 * 1024];
    private int position;
    private int limit;
    private long left;
    private boolean isFirst = true;
    private boolean atEnd;

    ChunkedInput(InputStream input) {
        this.input = input;
    }

    /** Reads one byte, -1 at the proper end; a body that is cut off is an {@link EOFException}. */
    @Override
    public int read() throws IOException {
        while (position == limit) {
            if (atEnd) {
                return -1;
            }
            fill();
        }
        return buffer[position++] & 0xFF;
    }

    private void fill() throws IOException {
        if (left == 0) {
            nextChunk();
        }
        int read = atEnd ? 0 : input.read(buffer, 0, (int) Math.min(left, buffer.length));
        if (read < 0) {
            throw cut();
        }
        left -= read;
        position = 0;
        limit = read;
    }

    @Override
    public int available() throws IOException {
        return limit - position + input.available();
    }

    private void nextChunk() throws IOException {
        if (!isFirst) {
            endLine(); // Jetty sends the end of a chunk with the next one
        }
        isFirst = false;
        left = size();
        if (left == 0) {
            endLine();
            atEnd = true;
        }
    }

    private void endLine() throws IOException {
        demand('\r');
        demand('\n');
    }

    private long size() throws IOException {
        StringBuilder digits = new StringBuilder();
        for (int next = demand(); next != '\r'; next = demand()) {
            if (Character.digit(next, 16) < 0 || digits.length() == LONGEST_SIZE) {
                throw new IOException("no size of a chunk: " + digits + (char) next);
            }
            digits.append((char) next);
        }
        demand('\n');
        return Long.parseLong(digits.toString(), 16);
    }

    private static EOFException cut() {
        return new EOFException("the body was cut off");
    }

    private int demand() throws IOException {
        int next = input.read();
        if (next < 0) {
            throw cut();
        }
        return next;
    }

    private void demand(int wanted) throws IOException {
        int next = demand();
        if (next != wanted) {
            throw new IOException("byte " + next + " where " + wanted + " had to be");
        }
    }
}
