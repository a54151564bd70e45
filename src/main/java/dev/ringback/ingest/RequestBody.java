package dev.ringback.ingest;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;

/** Reads a request's body up to a limit, whatever its headers claim. All that will be read has come: the door gathers bodies. */
final class RequestBody {
    /** Twilio sends fewer than a hundred. Each costs far more than its bytes, and is paid for before anything is proved. */
    static final int MAX_PARAMETERS = 10_000;

    private RequestBody() {}

    /** Tells whether a form has more parameters than any webhook. */
    static boolean hasTooManyParameters(byte[] form) {
        int separators = 0;
        for (byte character : form) {
            if (character == '&') {
                separators++;
            }
        }
        return separators >= MAX_PARAMETERS;
    }

    /**
     * @throws TooLargeException when the body is larger
     * @throws IOException when the sender stopped halfway
     */
    static byte[] read(Context ctx, int maxBytes) throws IOException, TooLargeException {
        long announced = ctx.req().getContentLengthLong();
        InputStream in = ctx.req().getInputStream();
        byte[] body = in.readNBytes(announced >= 0 ? (int) Math.min(announced, maxBytes + 1L) : maxBytes + 1);
        if (body.length > maxBytes) {
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
