package dev.ringback.simulate.api.http;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.LongConsumer;

/** Tells how many bytes were written through it. */
final class CountingOutputStream extends FilterOutputStream {
    private final LongConsumer counter;

    CountingOutputStream(OutputStream to, LongConsumer counter) {
        super(to);
        this.counter = counter;
    }

    @Override
    public void write(int value) throws IOException {
        out.write(value);
        counter.accept(1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        counter.accept(length);
    }
}
