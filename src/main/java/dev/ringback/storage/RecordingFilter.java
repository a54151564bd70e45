package dev.ringback.storage;

import dev.ringback.model.Recording;
import dev.ringback.model.TimeRange;
import org.jspecify.annotations.Nullable;

/**
 * Filters for a list of recordings, combined with AND. Null matches every recording.
 *
 * @param softDeleted whether deleted ones are in the list too
 */
public record RecordingFilter(
        @Nullable String callSid, @Nullable String conferenceSid, TimeRange dateCreated, boolean softDeleted)
        implements ResourceFilter<Recording> {
    public static final RecordingFilter NONE = new RecordingFilter(null, null, TimeRange.ALWAYS, true);

    @Override
    public Class<Recording> kind() {
        return Recording.class;
    }
}
