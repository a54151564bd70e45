package dev.ringback.upstream.write;

import dev.ringback.outbound.RequestContent;

/**
 * Holds a create as it is sent.
 *
 * @param content the body
 * @param callback what became of the callback URL that its caller has set
 */
public record SentCreate(RequestContent content, CallbackFate callback) {}
