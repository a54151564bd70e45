package dev.ringback.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The text of a recording, as {@code <Record transcribe>} makes it. */
@WithBuilder
public record Transcription(
        String accountSid,
        String sid,
        Progress progress,
        @Nullable String recordingSid,
        @Nullable String transcriptionText,
        Instant dateCreated,
        Instant dateUpdated,
        Instant lastReceivedAt)
        implements Resource {}
