package dev.ringback.storage;

import dev.ringback.model.PageRequest;

/** Which live participants of a conference. */
public record ParticipantQuery(String accountSid, String conferenceSid, ParticipantFilter filter, PageRequest page) {
    /** All of them. */
    public ParticipantQuery(String accountSid, String conferenceSid, PageRequest page) {
        this(accountSid, conferenceSid, ParticipantFilter.NONE, page);
    }
}
