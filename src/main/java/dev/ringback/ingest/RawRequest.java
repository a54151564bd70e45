package dev.ringback.ingest;

import dev.ringback.model.HeaderFields;
import dev.ringback.model.HeaderFields.HeaderField;
import dev.ringback.model.PayloadFormat;
import dev.ringback.twilio.callback.CallbackRequest;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Takes a request from the server, raw. */
final class RawRequest {
    private static final byte[] NO_BODY = new byte[0];

    /**
     * Headers that verification looks at, or that tell whether it was Twilio. Not Authorization: it is a secret, and proves nothing here.
     */
    private static final Set<String> KEPT_HEADERS = Set.of("host", "forwarded", "content-type", "user-agent");

    private static final List<String> KEPT_PREFIXES = List.of("x-forwarded-", "x-twilio-", "i-twilio-", "twilio-");

    private RawRequest() {}

    static CallbackRequest get(Context ctx) {
        return request(ctx, "GET", PayloadFormat.FORM, NO_BODY);
    }

    static CallbackRequest post(Context ctx, PayloadFormat format, byte[] body) {
        return request(ctx, "POST", format, body);
    }

    private static CallbackRequest request(Context ctx, String method, PayloadFormat format, byte[] body) {
        return new CallbackRequest(method, ctx.scheme(), target(ctx), ctx::header, format, body);
    }

    private static String target(Context ctx) {
        String query = ctx.req().getQueryString();
        return query == null ? ctx.req().getRequestURI() : ctx.req().getRequestURI() + "?" + query;
    }

    /** Collects the headers that are worth keeping with a request that could not be proved. */
    static HeaderFields headers(Context ctx) {
        List<HeaderField> kept = new ArrayList<>();
        for (String name : Collections.list(ctx.req().getHeaderNames())) {
            if (isKept(name.toLowerCase(Locale.ROOT))) {
                for (String value : Collections.list(ctx.req().getHeaders(name))) {
                    kept.add(new HeaderField(name, value));
                }
            }
        }
        return new HeaderFields(kept);
    }

    private static boolean isKept(String name) {
        return KEPT_HEADERS.contains(name) || KEPT_PREFIXES.stream().anyMatch(name::startsWith);
    }
}
