package dev.ringback.model;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message, sent or received.
 *
 * @param numSegments null until something says it; a status callback never does
 * @param errorCode once set it is never erased
 * @param dateSent when the first event came that only a message can cause that was sent, or never will be; null before
 * @param price as Twilio writes it, or null while there is none; no callback tells it
 * @param deliveredAt when the first event came that said so, by Twilio's clock where it has one; an answer of the REST API does not tell
 * @param carrier the mobile network that Event Streams told, as Twilio writes its country code and network code: {@code 310-090}
 * @param answered what only an answer of the REST API tells; of a builder: nothing, unless it is set
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
        Instant lastReceivedAt,
        @Nullable String price,
        @Nullable String priceUnit,
        @Nullable Instant deliveredAt,
        @Nullable String carrier,

        @RecordBuilder.Initializer(source = Answered.class, value = "NONE")
        Answered answered)
        implements Resource {
    /** The fields that can be known to be null, in the order in which that is stored: new ones go to the end. */
    public static final List<String> NULLABLE =
            List.of("to", "body", "num_segments", "num_media", "direction", "price", "price_unit", "error_message");
}
