package dev.ringback.twilio.callback;

import dev.ringback.model.EventKind;
import org.jspecify.annotations.Nullable;

/**
 * The answer that each kind of webhook wants once it is stored. Most want nothing: a body of another type than TwiML would raise warnings
 * 15003 and 12300. Source: Twilio's error dictionary and the webhook pages of each product.
 *
 * @param body null for none
 */
public record CallbackAnswer(
        int status, @Nullable String contentType, @Nullable String body) {
    private static final CallbackAnswer NOTHING = new CallbackAnswer(204, null, null);
    private static final CallbackAnswer NOTHING_AS_JSON = new CallbackAnswer(204, "application/json", null);
    /** An empty 200 to an inbound message raises 11200; an empty Response means "no reply". */
    private static final CallbackAnswer EMPTY_TWIML =
            new CallbackAnswer(200, "text/xml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response/>");

    public static CallbackAnswer to(EventKind kind) {
        return switch (kind) {
            case INBOUND_MESSAGE, VOICE_REQUEST -> EMPTY_TWIML;
            case TASKROUTER -> NOTHING_AS_JSON;
            default -> NOTHING;
        };
    }
}
