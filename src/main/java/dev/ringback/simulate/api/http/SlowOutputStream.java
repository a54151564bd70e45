package dev.ringback.simulate.api.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;

/** Sends so many bytes a second and no more, a little at a time. */
final class SlowOutputStream extends OutputStream {
    private static final int PIECES = 50;

    private final OutputStream to;
    private final long bytesPerSecond;

    /** @param bytesPerSecond 1 or more */
    SlowOutputStream(OutputStream to, long bytesPerSecond) {
        this.to = to;
        this.bytesPerSecond = bytesPerSecond;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int piece = (int) Math.min(length, Math.max(1, bytesPerSecond / PIECES));
        for (int done = 0; done < length; done += piece) {
            int now = Math.min(piece, length - done);
            to.write(bytes, offset + done, now);
            to.flush();
            await(now);
        }
    }

    private void await(int bytes) throws IOException {
        try {
            TimeUnit.NANOSECONDS.sleep(TimeUnit.SECONDS.toNanos(bytes) / bytesPerSecond);
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the server is closed");
        }
    }
}
