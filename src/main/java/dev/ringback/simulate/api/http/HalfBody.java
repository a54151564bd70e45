package dev.ringback.simulate.api.http;

import java.io.IOException;
import java.io.OutputStream;

/** The first half of a body whose length is known, as if that were all. */
record HalfBody(Body body) implements Body {
    @Override
    public long length() {
        return body.length() / 2;
    }

    @Override
    public void writeTo(OutputStream to) throws IOException {
        Cut enough = new Cut(false);
        try {
            body.writeTo(new LimitedOutputStream(to, length(), enough));
        } catch (Cut half) {
            if (half != enough) {
                throw half;
            }
        }
    }
}
