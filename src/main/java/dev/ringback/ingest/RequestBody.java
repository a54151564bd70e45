package dev.ringback.ingest;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads a request's body up to a limit, whatever its headers claim. */
final class RequestBody {
    private static final int BUFFER_BYTES = 8192;

    private RequestBody() {}

    /**
     * @throws TooLargeException when the body is larger; not all of it was read
     * @throws IOException when the sender stopped halfway
     */
    static byte[] read(Context ctx, int maxBytes) throws IOException, TooLargeException {
        long announced = ctx.req().getContentLengthLong();
        if (announced > maxBytes) {
            throw new TooLargeException();
        }
        try (InputStream in = ctx.req().getInputStream()) {
            if (announced >= 0) {
                byte[] body = in.readNBytes((int) announced);
                if (body.length < announced) {
                    throw new IOException("the body ends after " + body.length + " of " + announced + " bytes");
                }
                return body;
            }
            return readChunks(in, maxBytes);
        }
    }

    private static byte[] readChunks(InputStream in, int maxBytes) throws IOException, TooLargeException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] buffer = new byte[BUFFER_BYTES];
        int read;
        while ((read = in.read(buffer)) >= 0) {
            if (body.size() + read > maxBytes) {
                throw new TooLargeException();
            }
            body.write(buffer, 0, read);
        }
        return body.toByteArray();
    }

    /** The body is over the limit. */
    static final class TooLargeException extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
