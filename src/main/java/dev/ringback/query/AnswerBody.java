package dev.ringback.query;

import io.javalin.http.Context;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Holds the bytes of an answer until all its headers are known. Handed to Javalin they would be copied through a buffer of 32 KB, made anew for each
 * answer.
 */
public final class AnswerBody {
    private static final String BODY = "ringback.body";

    private AnswerBody() {}

    /** Makes bytes the body of an answer, unless something else becomes it, as an error does. */
    static void set(Context ctx, byte[] body) {
        ctx.attribute(BODY, body);
    }

    /** Writes the body, where there is one: last of all. */
    public static void write(Context ctx) throws IOException {
        byte @Nullable [] body = ctx.attribute(BODY);
        if (body != null && ctx.resultInputStream() == null) {
            ctx.res().setContentLength(body.length);
            ctx.res().getOutputStream().write(body);
        }
    }
}
