package dev.ringback.ingest;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;

/** Reads a request's body up to a limit, whatever its headers claim. */
final class RequestBody {
    /** How much of a body that is too large is still read, and thrown away. */
    private static final long DRAIN_BYTES = 8_000_000;

    private RequestBody() {}

    /**
     * @throws TooLargeException when the body is larger
     * @throws IOException when the sender stopped halfway
     */
    static byte[] read(Context ctx, int maxBytes) throws IOException, TooLargeException {
        long announced = ctx.req().getContentLengthLong();
        InputStream in = ctx.req().getInputStream();
        byte[] body = in.readNBytes(announced >= 0 ? (int) Math.min(announced, maxBytes + 1L) : maxBytes + 1);
        if (body.length > maxBytes) {
            // a client that is still sending when the connection closes never sees the answer
            in.skipNBytes(Math.min(DRAIN_BYTES, Math.max(0, announced - body.length)));
            throw new TooLargeException();
        }
        if (body.length < announced) {
            throw new IOException("the body ends after " + body.length + " of " + announced + " bytes");
        }
        return body;
    }

    /** The body is over the limit. */
    static final class TooLargeException extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
