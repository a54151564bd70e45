package dev.ringback.storage;

import dev.ringback.model.PageRequest;

/** Which recordings of an account. */
public record RecordingQuery(String accountSid, RecordingFilter filter, PageRequest page) {
    /** All of them. */
    public RecordingQuery(String accountSid, PageRequest page) {
        this(accountSid, RecordingFilter.NONE, page);
    }
}
