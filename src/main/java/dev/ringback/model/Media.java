package dev.ringback.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An attachment of a message. */
@WithBuilder
public record Media(
        String accountSid,
        String messageSid,
        String sid,
        Progress progress,
        @Nullable String contentType,
        Instant dateCreated,
        Instant dateUpdated,
        Instant lastReceivedAt)
        implements Resource {}
