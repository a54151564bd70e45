package dev.ringback.model;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A recording of a call or of a conference.
 *
 * @param callSid the parent leg; null for the recording of a conference
 * @param track {@code inbound}, {@code outbound} or {@code both}
 */
@WithBuilder
public record Recording(
        String accountSid,
        String sid,
        Progress progress,
        @Nullable String callSid,
        @Nullable String conferenceSid,
        @Nullable Instant startTime,
        @Nullable Duration duration,
        @Nullable Integer channels,
        @Nullable String source,
        @Nullable String track,
        @Nullable String mediaUrl,
        @Nullable Integer errorCode,
        Instant dateCreated,
        Instant dateUpdated,
        Instant lastReceivedAt)
        implements Resource {}
