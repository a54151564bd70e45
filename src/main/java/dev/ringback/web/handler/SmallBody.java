package dev.ringback.web.handler;

import dev.ringback.twilio.rest.TwilioError;
import dev.ringback.twilio.rest.TwilioException;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads the body of a request that has no reason to be large. */
public final class SmallBody {
    static final int MAX_BYTES = 16_384;

    private SmallBody() {}

    /**
     * Reads it; empty where there is none.
     *
     * @throws TwilioException 413 when it is larger than {@value #MAX_BYTES} bytes
     */
    static byte[] read(Context ctx) {
        return read(ctx, MAX_BYTES);
    }

    /**
     * Reads it; empty where there is none.
     *
     * @throws TwilioException 413 when it is larger than that many bytes
     */
    public static byte[] read(Context ctx, int most) {
        try {
            byte[] body = ctx.req().getInputStream().readNBytes(most + 1);
            if (body.length > most) {
                throw new TwilioException(
                        TwilioError.CONTENT_TOO_LARGE, "The body of the request is larger than " + most + " bytes");
            }
            return body;
        } catch (IOException senderGone) {
            throw new UncheckedIOException("read the body", senderGone);
        }
    }
}
