package dev.ringback.storage;

import dev.ringback.model.PageRequest;
import org.jspecify.annotations.Nullable;

/** Which recordings of an account: all, those of one call, or those of one conference. Null means any; both combine. */
public record RecordingQuery(
        String accountSid,
        @Nullable String callSid,
        @Nullable String conferenceSid,
        PageRequest page) {}
