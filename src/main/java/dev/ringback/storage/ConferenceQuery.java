package dev.ringback.storage;

import dev.ringback.model.PageRequest;

/** Which conferences of an account. */
public record ConferenceQuery(String accountSid, ConferenceFilter filter, PageRequest page) {
    /** All of them. */
    public ConferenceQuery(String accountSid, PageRequest page) {
        this(accountSid, ConferenceFilter.NONE, page);
    }
}
