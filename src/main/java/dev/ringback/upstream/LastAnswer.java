package dev.ringback.upstream;

import java.time.Instant;

/**
 * Tells when Twilio has answered last about a resource.
 *
 * @param at by our clock
 * @param isThere whether Twilio had it then
 */
public record LastAnswer(Instant at, boolean isThere) {}
