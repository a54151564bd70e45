package dev.ringback.twilio.callback;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringback.model.Event;
import dev.ringback.model.EventKind;
import java.util.Optional;

/** Reads from a Debugger event the answer that a webhook got, as far as Monitor's Alert resource has no place for it. */
public final class WebhookResponse {
    private WebhookResponse() {}

    /** Such as {@code 502}; empty where the event is none of the Debugger, or names none. */
    public static Optional<String> statusCode(Event event) {
        if (event.kind() != EventKind.DEBUGGER) {
            return Optional.empty();
        }
        JsonNode payload = Json.parse(TwilioParameters.of(event).parameters().get("Payload"));
        return payload == null
                ? Optional.empty()
                : Optional.ofNullable(Json.text(payload.path("webhook").path("response"), "status_code"));
    }
}
