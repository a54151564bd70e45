package dev.ringback.storage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Holds what a rollup counts of a message.
 *
 * @param errorCode of the status that the message has now
 * @param deliveredAt when the first event came that said so; null where none did
 * @param carrier the mobile network that Event Streams told
 */
public record MessageFact(
        String sid,
        Instant dateCreated,
        String status,
        @Nullable String from,
        @Nullable String to,
        @Nullable String messagingServiceSid,
        @Nullable String direction,
        @Nullable Integer errorCode,
        @Nullable Instant deliveredAt,
        @Nullable String carrier) {}
