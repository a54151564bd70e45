package dev.ringback.ingest;

import dev.ringback.model.EventKind;
import io.javalin.http.Context;

/**
 * What each kind of webhook wants to hear. Most want nothing: a body of another type than TwiML would raise warnings 15003 and 12300.
 * Source: Twilio's error dictionary and the webhook pages of each product.
 */
final class Answer {
    private static final String EMPTY_TWIML = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response/>";

    private Answer() {}

    static void accepted(Context ctx, EventKind kind) {
        switch (kind) {
            // an empty 200 to an inbound message raises 11200; an empty Response means "no reply"
            case INBOUND_MESSAGE, VOICE_REQUEST ->
                ctx.status(200).contentType("text/xml").result(EMPTY_TWIML);
            case TASKROUTER -> ctx.status(204).contentType("application/json");
            default -> ctx.status(204);
        }
    }
}
