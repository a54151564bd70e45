package dev.ringback.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A conference, derived from its events: {@code init}, {@code in-progress} after its start, {@code completed} after its end. */
@WithBuilder
public record Conference(
        String accountSid,
        String sid,
        Progress progress,
        @Nullable String friendlyName,
        @Nullable String reasonConferenceEnded,
        @Nullable String callSidEndingConference,
        Instant dateCreated,
        Instant dateUpdated,
        Instant lastReceivedAt)
        implements Resource {}
