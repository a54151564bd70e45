package dev.ringback.simulate.traffic;

import dev.ringback.model.EventKind;
import dev.ringback.model.PayloadFormat;
import org.jspecify.annotations.Nullable;

/**
 * A webhook, complete but for the address and the signature.
 *
 * @param kind what it is about
 * @param scenario SID of the resource whose story it belongs to; callbacks of one scenario have an order
 * @param method {@code POST} or {@code GET}
 * @param query encoded parameters which the user put on this callback's URL; may be empty
 * @param format how the payload is written
 * @param payload of a POST the body, encoded; of a GET Twilio's parameters, encoded, which follow the user's own in the query
 * @param idempotencyToken value of {@code I-Twilio-Idempotency-Token}, or null where Twilio sends none
 * @param repeated whether this is the second delivery of a callback; all else is then equal to the first
 */
public record SimulatedCallback(
        EventKind kind,
        String scenario,
        String method,
        String query,
        PayloadFormat format,
        String payload,
        @Nullable String idempotencyToken,
        boolean repeated) {

    /** The same callback, as it is delivered a second time. */
    SimulatedCallback again() {
        return new SimulatedCallback(kind, scenario, method, query, format, payload, idempotencyToken, true);
    }
}
