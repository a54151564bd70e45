package dev.ringback.model;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A conference, derived from its events: {@code init}, {@code in-progress} after its start, {@code completed} after its end.
 *
 * @param sequenceNumbers those of its events that were seen, as {@link SequenceNumbers} keeps them
 */
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
        Instant lastReceivedAt,
        @Nullable String region,
        long sequenceNumbers,

        @RecordBuilder.Initializer(source = Answered.class, value = "NONE")
        Answered answered)
        implements Resource {
    /** The fields that can be known to be null, in the order in which that is stored: new ones go to the end. */
    public static final List<String> NULLABLE = List.of("friendly_name", "region", "reason_conference_ended");
}
