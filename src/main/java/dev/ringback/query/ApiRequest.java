package dev.ringback.query;

import dev.ringback.model.PageRequest;
import dev.ringback.model.Parameters;
import dev.ringback.twilio.Digits;
import dev.ringback.twilio.Sid;
import dev.ringback.twilio.rest.FilterParameters;
import dev.ringback.twilio.rest.PageParameters;
import dev.ringback.twilio.rest.TwilioException;
import io.javalin.http.Context;

/** Reads from its address what a request asks for. */
record ApiRequest(Context ctx, String accountSid, Parameters query) {
    /** Below 10^18 every number of digits fits a long. */
    private static final int MAX_DIGITS = 18;

    /**
     * A request under {@code /2010-04-01/Accounts/{AccountSid}}.
     *
     * @throws TwilioException 401 when the caller may not read that account
     */
    static ApiRequest of(Context ctx) {
        return new ApiRequest(ctx, Caller.of(ctx).pathAccountSid(ctx), QueryString.parameters(ctx));
    }

    /** A request whose address names no account: it is the caller's own. */
    static ApiRequest ofCaller(Context ctx) {
        return new ApiRequest(ctx, Caller.of(ctx).accountSid(), QueryString.parameters(ctx));
    }

    /**
     * The number of a row to go on from.
     *
     * @param otherwise where the parameter is missing or empty
     * @throws TwilioException 400 when it is no number
     */
    static long id(Parameters query, String name, long otherwise) {
        String text = query.text(name);
        if (text == null) {
            return otherwise;
        }
        if (text.length() > MAX_DIGITS || !Digits.only(text)) {
            throw TwilioException.invalidParameter(name, text, "an id");
        }
        return Long.parseLong(text);
    }

    /** Creates the 404 of a request. Twilio shows paths of the v1 APIs without their version. */
    static TwilioException notFound(Context ctx) {
        String path = ctx.path();
        return TwilioException.notFound(path.startsWith("/v1/") ? path.substring("/v1".length()) : path);
    }

    /** A segment of the path, decoded. */
    String path(String name) {
        return ctx.pathParam(name);
    }

    /**
     * A segment of the path that is a SID.
     *
     * @throws TwilioException 404 when it is none with one of these prefixes
     */
    String sid(String name, String... prefixes) {
        String sid = path(name);
        if (!Sid.isSid(sid, prefixes)) {
            throw notFound(ctx);
        }
        return sid;
    }

    /**
     * The page of a list that is wanted.
     *
     * @throws TwilioException 400 when that cannot be
     */
    PageRequest page() {
        return PageParameters.read(query);
    }

    /** Reads the filters of a list. */
    FilterParameters filters() {
        return new FilterParameters(query);
    }
}
