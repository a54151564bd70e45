package dev.ringback.storage;

import dev.ringback.model.PageRequest;

/** Which alerts of an account. */
public record AlertQuery(String accountSid, PageRequest page) {}
