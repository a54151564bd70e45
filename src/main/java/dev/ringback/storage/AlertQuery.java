package dev.ringback.storage;

import dev.ringback.model.PageRequest;

/** Which alerts of an account. */
public record AlertQuery(String accountSid, AlertFilter filter, PageRequest page) {
    /** All of them. */
    public AlertQuery(String accountSid, PageRequest page) {
        this(accountSid, AlertFilter.NONE, page);
    }
}
