package dev.ringback.model;

import io.soabase.recordbuilder.core.RecordBuilder;
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
        Instant lastReceivedAt,

        @RecordBuilder.Initializer(source = Answered.class, value = "NONE")
        Answered answered)
        implements Resource {}
