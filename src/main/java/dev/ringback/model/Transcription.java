package dev.ringback.model;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
        Instant lastReceivedAt,
        @Nullable Duration duration,
        @Nullable String price,
        @Nullable String priceUnit,

        @RecordBuilder.Initializer(source = Answered.class, value = "NONE")
        Answered answered)
        implements Resource {
    /** The fields that can be known to be null, in the order in which that is stored: new ones go to the end. */
    public static final List<String> NULLABLE =
            List.of("duration", "price", "price_unit", "recording_sid", "transcription_text");
}
