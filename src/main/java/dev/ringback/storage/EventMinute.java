package dev.ringback.storage;

import dev.ringback.model.EventKind;

/**
 * Tells how many events of a kind came from Twilio in a minute.
 *
 * @param minute since 1970, in UTC
 * @param count above 0
 */
public record EventMinute(String accountSid, EventKind kind, long minute, long count) {}
