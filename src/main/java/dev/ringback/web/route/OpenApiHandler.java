package dev.ringback.web.route;

import dev.ringback.twilio.rest.JsonFormat;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import org.jspecify.annotations.Nullable;

/** {@code /openapi.json}: describes all routes, itself included. Written when first asked for, so that no start waits for it. */
final class OpenApiHandler implements Handler {
    private final RouteTable routes;
    private volatile byte @Nullable [] document;

    /** @param routes may still grow until the first request */
    OpenApiHandler(RouteTable routes) {
        this.routes = routes;
    }

    @Override
    public void handle(Context ctx) {
        byte[] written = document;
        if (written == null) {
            written = new OpenApiDocument(routes.routes()).toJson();
            document = written;
        }
        ctx.contentType(JsonFormat.CONTENT_TYPE).result(written);
    }
}
