package dev.ringback.web.session;

import dev.ringback.model.Parameters;
import dev.ringback.twilio.FormBody;
import dev.ringback.twilio.rest.TwilioException;
import dev.ringback.web.handler.SmallBody;
import io.javalin.http.Context;

/** Reads the form that came with a request. */
public final class PageForm {
    private PageForm() {}

    /**
     * Returns its fields; none where the body is no form. May be asked for several times.
     *
     * @throws TwilioException 413 when it is larger than any form of ours
     */
    public static Parameters of(Context ctx) {
        return FormBody.parse(SmallBody.read(ctx)).parameters();
    }
}
