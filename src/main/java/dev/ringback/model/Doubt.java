package dev.ringback.model;

import java.time.Instant;

/**
 * A resource that should have a final state by now, and has none.
 *
 * @param dateCreated as the mirror knows it
 * @param attempts how often Twilio was asked about it in vain
 */
public record Doubt(String accountSid, String sid, String status, Instant dateCreated, int attempts) {}
