package dev.ringback.storage;

import dev.ringback.model.PageRequest;

/** Which calls of an account. */
public record CallQuery(String accountSid, PageRequest page) {}
