package dev.ringback.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message, sent or received.
 *
 * @param numSegments null until something says it; a status callback never does
 * @param errorCode once set it is never erased
 * @param dateSent when the first event came that only a message can cause that was sent, or never will be; null before
 */
@WithBuilder
public record Message(
        String accountSid,
        String sid,
        Progress progress,
        @Nullable String to,
        @Nullable String from,
        @Nullable String body,
        @Nullable String messagingServiceSid,
        @Nullable String direction,
        @Nullable String apiVersion,
        @Nullable Integer numSegments,
        @Nullable Integer numMedia,
        @Nullable Integer errorCode,
        @Nullable String errorMessage,
        Instant dateCreated,
        Instant dateUpdated,
        @Nullable Instant dateSent,
        Instant lastReceivedAt)
        implements Resource {}
