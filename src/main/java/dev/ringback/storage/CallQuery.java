package dev.ringback.storage;

import dev.ringback.model.PageRequest;

/** Which calls of an account. */
public record CallQuery(String accountSid, CallFilter filter, PageRequest page) {
    /** All of them. */
    public CallQuery(String accountSid, PageRequest page) {
        this(accountSid, CallFilter.NONE, page);
    }
}
