package dev.ringback.storage;

import dev.ringback.model.Recording;
import dev.ringback.model.TimeRange;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Filters for a list of recordings, combined with AND. Null matches every recording.
 *
 * @param softDeleted whether deleted ones are in the list too
 * @param deletedSince of the deleted ones only those that were deleted at this moment or later; null for all
 */
public record RecordingFilter(
        @Nullable String callSid,
        @Nullable String conferenceSid,
        TimeRange dateCreated,
        boolean softDeleted,
        @Nullable Instant deletedSince)
        implements ResourceFilter<Recording> {
    public static final RecordingFilter NONE = new RecordingFilter(null, null, TimeRange.ALWAYS, true);

    /** Without a limit to when those were deleted that were. */
    public RecordingFilter(
            @Nullable String callSid, @Nullable String conferenceSid, TimeRange dateCreated, boolean softDeleted) {
        this(callSid, conferenceSid, dateCreated, softDeleted, null);
    }

    @Override
    public Class<Recording> kind() {
        return Recording.class;
    }
}
