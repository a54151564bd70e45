package dev.ringback.model;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A recording of a call or of a conference.
 *
 * @param callSid the parent leg; null for the recording of a conference
 * @param track {@code inbound}, {@code outbound} or {@code both}
 * @param price as Twilio writes it, or null while there is none; no callback tells it
 * @param encryptionDetails a JSON object; null unless the recording is encrypted
 * @param answered what only an answer of the REST API tells; of a builder: nothing, unless it is set
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
        Instant lastReceivedAt,
        @Nullable String price,
        @Nullable String priceUnit,
        @Nullable String encryptionDetails,

        @RecordBuilder.Initializer(source = Answered.class, value = "NONE")
        Answered answered)
        implements Resource {
    /** The fields that can be known to be null, in the order in which that is stored: new ones go to the end. */
    public static final List<String> NULLABLE = List.of(
            "start_time",
            "duration",
            "price",
            "price_unit",
            "channels",
            "source",
            "encryption_details",
            "media_url",
            "track");
}
