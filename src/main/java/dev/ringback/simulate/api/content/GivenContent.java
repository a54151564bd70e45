package dev.ringback.simulate.api.content;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Locale;

/** Content that somebody has written out. */
public final class GivenContent implements Content {
    private final byte[] bytes;

    /** Holds these bytes; later changes of the array do not matter. */
    public GivenContent(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    @Override
    public long length() {
        return bytes.length;
    }

    @Override
    public String mark() {
        return String.format(Locale.ROOT, "%08x%08x", Arrays.hashCode(bytes), bytes.length);
    }

    @Override
    public void write(long from, long until, OutputStream to) throws IOException {
        to.write(bytes, Math.toIntExact(from), Math.toIntExact(until - from));
    }
}
