package dev.ringback.storage;

import dev.ringback.model.PageRequest;
import dev.ringback.model.TimeRange;

/** Which attachments of a message. */
public record MediaQuery(String accountSid, String messageSid, TimeRange dateCreated, PageRequest page) {
    /** All of them. */
    public MediaQuery(String accountSid, String messageSid, PageRequest page) {
        this(accountSid, messageSid, TimeRange.ALWAYS, page);
    }
}
