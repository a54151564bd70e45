package dev.ringback.storage;

import dev.ringback.model.PageRequest;

/** Which conferences of an account. */
public record ConferenceQuery(String accountSid, PageRequest page) {}
