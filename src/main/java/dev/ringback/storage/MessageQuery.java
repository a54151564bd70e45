package dev.ringback.storage;

import dev.ringback.model.PageRequest;

/** Which messages of an account. */
public record MessageQuery(String accountSid, MessageFilter filter, PageRequest page) {
    /** All of them. */
    public MessageQuery(String accountSid, PageRequest page) {
        this(accountSid, MessageFilter.NONE, page);
    }
}
