package dev.ringback.storage;

import dev.ringback.model.PageRequest;

/** Which attachments of a message. */
public record MediaQuery(String accountSid, String messageSid, PageRequest page) {}
