package dev.ringback.twilio.callback;

import dev.ringback.model.Account;
import dev.ringback.model.EventSource;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The circumstances of a proved request.
 *
 * @param signer the account whose key signed it
 * @param url the URL that the signature covers
 * @param method {@code GET} or {@code POST}
 * @param target path and query as in the request line
 * @param idempotencyToken the {@code I-Twilio-Idempotency-Token} header, or null
 */
public record Arrival(
        Account signer,
        String url,
        String method,
        String target,
        @Nullable String idempotencyToken,
        Instant receivedAt,
        EventSource source) {}
