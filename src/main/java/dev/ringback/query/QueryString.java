package dev.ringback.query;

import dev.ringback.model.Parameters;
import dev.ringback.twilio.FormBody;
import io.javalin.http.Context;

/** Reads the query of a request. */
public final class QueryString {
    private QueryString() {}

    /** Parses the raw query, so that a malformed escape is no reason to fail. Empty where there is none. */
    public static Parameters parameters(Context ctx) {
        String raw = ctx.queryString();
        return raw == null ? Parameters.none() : FormBody.parse(raw).parameters();
    }
}
