package dev.ringback.web.handler;

import dev.ringback.query.Caller;
import dev.ringback.twilio.rest.TwilioError;
import dev.ringback.twilio.rest.TwilioException;
import io.javalin.http.Context;
import io.javalin.http.Handler;

/** Answers with a 404 which says that only Twilio has the resource. */
public final class UnservedHandler implements Handler {
    private final String reason;

    /** @param reason as a half sentence */
    public UnservedHandler(String reason) {
        this.reason = reason;
    }

    @Override
    public void handle(Context ctx) {
        Caller.of(ctx).pathAccountSid(ctx);
        throw new TwilioException(
                TwilioError.NOT_FOUND,
                TwilioException.notFound(ctx.path()).text() + ": " + reason
                        + ", so this copy of your Twilio data does not have it; ask Twilio");
    }
}
