package dev.ringback.storage;

import dev.ringback.model.EventKind;
import java.time.Instant;

/** Tells when the last event of a kind came from Twilio. */
public record LastEvent(String accountSid, EventKind kind, Instant receivedAt) {}
