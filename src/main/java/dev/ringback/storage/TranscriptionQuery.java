package dev.ringback.storage;

import dev.ringback.model.PageRequest;
import org.jspecify.annotations.Nullable;

/** Which transcriptions of an account: all, or those of one recording. Null means any. */
public record TranscriptionQuery(
        String accountSid, @Nullable String recordingSid, PageRequest page) {}
