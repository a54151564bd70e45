package dev.ringback.web.media;

import dev.ringback.twilio.rest.TwilioError;
import dev.ringback.twilio.rest.TwilioException;
import io.javalin.http.Context;

/** Words the 404 of content that cannot be sent. Stateless. */
final class Absence {
    static final String WITH_TWILIO =
            "its content stays with Twilio, so this copy of your Twilio data does not have it; ask Twilio";

    private Absence() {}

    /** @param reason as a half sentence */
    static TwilioException of(Context ctx, String reason) {
        return new TwilioException(
                TwilioError.NOT_FOUND, TwilioException.notFound(ctx.path()).text() + ": " + reason);
    }
}
