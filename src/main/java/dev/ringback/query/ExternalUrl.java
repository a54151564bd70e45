package dev.ringback.query;

import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/**
 * Scheme and host by which clients reach the API door.
 *
 * @param configured for a door behind a proxy; null takes what the request itself was sent to
 */
public record ExternalUrl(@Nullable String configured) {
    /** Without a slash at the end. */
    String of(Context ctx) {
        if (configured != null) {
            return configured.endsWith("/") ? configured.substring(0, configured.length() - 1) : configured;
        }
        String host = ctx.host();
        // HTTP/1.0 knows no Host header.
        return ctx.scheme() + "://"
                + (host != null
                        ? host
                        : ctx.req().getServerName() + ':' + ctx.req().getServerPort());
    }
}
