package dev.ringback.twilio.callback;

import java.time.Instant;

/**
 * Tells what was asked of Twilio's REST API, and when it answered.
 *
 * @param accountSid whose resources were asked for
 * @param method of the request
 * @param target path and query that were asked for, or the {@code uri} of the one resource
 * @param askedAt when it was asked for, by Twilio's clock: not after what the answer says was so
 * @param receivedAt when the answer came
 */
public record Inquiry(String accountSid, String method, String target, Instant askedAt, Instant receivedAt) {}
