package dev.ringback.model;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Describes a write to Twilio before it is sent.
 *
 * @param mark random; names it in the callback URL, where Ringback adds one
 * @param accountSid whose resource it makes or changes
 * @param kind the name of a kind of write
 * @param path with the query, as the caller sent it
 * @param contentType of the body; null where the caller says none
 * @param body as the caller sent it, one character per byte
 * @param likeness the same for all writes whose children nobody could tell apart
 * @param requestedBy who has asked for it
 * @param node which server sends it
 */
public record WriteDraft(
        String mark,
        String accountSid,
        String kind,
        String method,
        String path,
        @Nullable String contentType,
        String body,
        String likeness,
        Actor requestedBy,
        Instant requestedAt,
        String node) {
    /** Returns the body as bytes. */
    public byte[] bodyBytes() {
        return body.getBytes(StandardCharsets.ISO_8859_1);
    }
}
