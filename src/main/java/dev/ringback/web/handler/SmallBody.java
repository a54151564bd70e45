package dev.ringback.web.handler;

import dev.ringback.twilio.rest.TwilioError;
import dev.ringback.twilio.rest.TwilioException;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads the body of a request that has no reason to be large. It may be read several times: who checks a form comes before who does what it says. */
public final class SmallBody {
    static final int MAX_BYTES = 16_384;

    private static final String ATTRIBUTE = "ringback.small-body";

    private SmallBody() {}

    /**
     * Reads it; empty where there is none.
     *
     * @throws TwilioException 413 when it is larger than {@value #MAX_BYTES} bytes
     */
    public static byte[] read(Context ctx) {
        return read(ctx, MAX_BYTES);
    }

    /**
     * Reads it; empty where there is none.
     *
     * @throws TwilioException 413 when it is larger than that many bytes
     */
    public static byte[] read(Context ctx, int most) {
        byte[] known = ctx.attribute(ATTRIBUTE);
        if (known != null) {
            return known;
        }
        try {
            byte[] body = ctx.req().getInputStream().readNBytes(most + 1);
            if (body.length > most) {
                throw new TwilioException(
                        TwilioError.CONTENT_TOO_LARGE, "The body of the request is larger than " + most + " bytes");
            }
            ctx.attribute(ATTRIBUTE, body);
            return body;
        } catch (IOException senderGone) {
            throw new UncheckedIOException("read the body", senderGone);
        }
    }
}
