package dev.ringback.simulate.api.http;

import java.io.IOException;
import java.io.OutputStream;

/** Takes so many bytes, and throws something at the one that would be too many. */
final class LimitedOutputStream extends OutputStream {
    private final OutputStream to;
    private final Cut then;
    private long left;

    LimitedOutputStream(OutputStream to, long most, Cut then) {
        this.to = to;
        this.left = most;
        this.then = then;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int taken = (int) Math.min(left, length);
        to.write(bytes, offset, taken);
        left -= taken;
        if (taken < length) {
            throw then;
        }
    }

    @Override
    public void flush() throws IOException {
        to.flush();
    }
}
