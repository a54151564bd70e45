package dev.ringback.simulate.api.http;

import java.io.IOException;
import java.io.OutputStream;

/** A body that is there as a whole. The bytes are not copied and must not be changed. */
final class BytesBody implements Body {
    static final BytesBody NOTHING = new BytesBody(new byte[0]);

    private final byte[] bytes;

    BytesBody(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public long length() {
        return bytes.length;
    }

    @Override
    public void writeTo(OutputStream to) throws IOException {
        to.write(bytes);
    }
}
