package dev.ringback.twilio.rest;

import dev.ringback.model.Parameters;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request that Twilio sent to us for a call, and what we answered.
 *
 * @param id its place in the log
 * @param url as Twilio was given it, where the settings tell; else path and query
 * @param parameters Twilio's own
 * @param contentType of the answer, or null where it had no body
 */
public record CallEvent(
        long id,
        String method,
        String url,
        Parameters parameters,
        int responseCode,
        @Nullable String contentType,
        @Nullable String responseBody,
        Instant dateCreated) {

    /** Returns the key that holds pages of the list together; Twilio gives these events no SID. */
    public String key() {
        return "EV%032x".formatted(id);
    }
}
