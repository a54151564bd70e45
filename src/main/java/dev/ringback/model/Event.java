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
 * @param occurredAt when it happened by Twilio's clock, or null where it does not say; of an answer of Twilio's REST API the moment, by Twilio's
 *     clock, when it was asked for
 * @param method of the request: {@code POST} or {@code GET}, and of an answer also {@code DELETE}
 * @param target path and query as they stood in the request line, the user's own parameters included; of an answer those that were asked for at
 *     Twilio, or the {@code uri} of the resource
 * @param format how the payload is written
 * @param payload the body, empty where Twilio has deleted the resource; of an answer the JSON of the one resource; bytes outside ASCII of a form body are percent-encoded, which decodes to the same bytes
 * @param idempotencyToken {@code I-Twilio-Idempotency-Token}, or null
 * @param digest what makes a second arrival recognisable
 * @param problem why not all of it could be digested, or null when all is well
 * @param agedAt from when it ages, as far as it is no arrival that decides: of an answer the last date that Twilio tells of the resource; else null
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
        @Nullable String problem,
        @Nullable Instant agedAt) {

    /** Makes an event that ages by its arrival. */
    public Event(
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
        this(
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
                problem,
                null);
    }

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
                problem,
                agedAt);
    }

    /** The same event, which ages from another moment. */
    public Event withAgedAt(Instant moment) {
        return withTimes(receivedAt, occurredAt, moment);
    }

    /** The same event at other times. */
    public Event withTimes(Instant received, @Nullable Instant occurred, @Nullable Instant aged) {
        return new Event(
                accountSid,
                kind,
                sid,
                source,
                received,
                occurred,
                method,
                target,
                format,
                payload,
                idempotencyToken,
                digest,
                problem,
                aged);
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
                reason,
                agedAt);
    }

    /** The same event with another request. */
    public Event withRequest(String otherTarget, String otherPayload) {
        return new Event(
                accountSid,
                kind,
                sid,
                source,
                receivedAt,
                occurredAt,
                method,
                otherTarget,
                format,
                otherPayload,
                idempotencyToken,
                digest,
                problem,
                agedAt);
    }

    /** The same event, of which nothing is kept but that it came: it has no payload and no query. */
    public Event emptied() {
        int query = target.indexOf('?');
        return withRequest(query < 0 ? target : target.substring(0, query), "");
    }

    /** Whether nothing is kept of it but that it came. */
    public boolean isEmptied() {
        return payload.isEmpty() && target.indexOf('?') < 0;
    }
}
