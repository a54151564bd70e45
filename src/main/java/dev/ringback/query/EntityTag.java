package dev.ringback.query;

import dev.ringback.model.Digest;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Identifies the content of an answer as an {@code ETag}: it changes when and only when the body does, so that whoever has the body already
 * is told so with a 304 instead. Source: RFC 9110, sections 8.8.3 and 13.1.2.
 *
 * @param value with its quotes
 */
public record EntityTag(String value) {
    private static final int NOT_MODIFIED = 304;

    static EntityTag of(byte[] body) {
        byte[] digest = Digest.builder().bytes(body).build().toBytes();
        return new EntityTag('"' + HexFormat.of().formatHex(digest) + '"');
    }

    /** Answers with the body, or with 304 where the client has it. */
    void answer(Context ctx, byte[] body) {
        ctx.header("ETag", value);
        String known = ctx.header("If-None-Match");
        if (known != null && matches(known)) {
            ctx.status(NOT_MODIFIED);
            ctx.res().setContentType(null);
        } else {
            AnswerBody.set(ctx, body);
        }
    }

    /** Tells whether a header {@code If-None-Match} names it. Compares weakly, which the standard asks for here. */
    public boolean matches(String ifNoneMatch) {
        return Arrays.stream(ifNoneMatch.split(","))
                .map(String::strip)
                .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
                .anyMatch(tag -> tag.equals("*") || tag.equals(value));
    }
}
