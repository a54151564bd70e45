package dev.ringback.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A thing that Twilio told us, kept as it came. Everything else in the database follows from these.
 *
 * @param accountSid the account it belongs to
 * @param kind what it is about
 * @param sid the resource it is about, empty where it names none
 * @param source how it reached us
 * @param receivedAt when we got it
 * @param occurredAt when it happened by Twilio's clock, or null where it does not say
 * @param method {@code POST} or {@code GET}
 * @param target path and query as they stood in the request line, the user's own parameters included
 * @param format how the payload is written
 * @param payload the body; bytes outside ASCII of a form body are percent-encoded, which decodes to the same bytes
 * @param idempotencyToken {@code I-Twilio-Idempotency-Token}, or null
 * @param digest what makes a second arrival recognisable
 * @param problem why not all of it could be digested, or null when all is well
 */
public record Event(
        String accountSid,
        EventKind kind,
        String sid,
        EventSource source,
        Instant receivedAt,
        @Nullable Instant occurredAt,
        String method,
        String target,
        PayloadFormat format,
        String payload,
        @Nullable String idempotencyToken,
        Digest digest,
        @Nullable String problem) {

    /** The same event as another kind. */
    public Event withKind(EventKind other) {
        return new Event(
                accountSid,
                other,
                sid,
                source,
                receivedAt,
                occurredAt,
                method,
                target,
                format,
                payload,
                idempotencyToken,
                digest,
                problem);
    }

    /** The same event with another problem. */
    public Event withProblem(String reason) {
        return new Event(
                accountSid,
                kind,
                sid,
                source,
                receivedAt,
                occurredAt,
                method,
                target,
                format,
                payload,
                idempotencyToken,
                digest,
                reason);
    }
}
