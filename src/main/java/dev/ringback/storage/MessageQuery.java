package dev.ringback.storage;

import dev.ringback.model.PageRequest;

/** Which messages of an account. */
public record MessageQuery(String accountSid, PageRequest page) {}
