package dev.ringback.query;

import io.javalin.http.Context;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What an answer says, as an {@code ETag}: it changes when and only when the body does, so that whoever has the body already is told so with a
 * 304 instead. Source: RFC 9110, sections 8.8.3 and 13.1.2.
 *
 * @param value with its quotes
 */
record EntityTag(String value) {
    private static final int BYTES = 16;
    private static final int NOT_MODIFIED = 304;

    static EntityTag of(byte[] body) {
        byte[] hash = sha256().digest(body);
        return new EntityTag('"' + HexFormat.of().formatHex(hash, 0, BYTES) + '"');
    }

    /** Answers with the body, or with 304 where the client has it. */
    void answer(Context ctx, byte[] body) {
        ctx.header("ETag", value);
        String known = ctx.header("If-None-Match");
        if (known != null && matches(known)) {
            ctx.status(NOT_MODIFIED);
            ctx.res().setContentType(null);
        } else {
            ctx.result(body);
        }
    }

    /** By the weak comparison, which the standard asks for here. */
    private boolean matches(String ifNoneMatch) {
        return Arrays.stream(ifNoneMatch.split(","))
                .map(String::strip)
                .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
                .anyMatch(tag -> tag.equals("*") || tag.equals(value));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
