package dev.ringback.storage;

import dev.ringback.model.PageRequest;

/** Which live participants of a conference. */
public record ParticipantQuery(String accountSid, String conferenceSid, PageRequest page) {}
