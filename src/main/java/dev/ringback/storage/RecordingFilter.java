package dev.ringback.storage;

import dev.ringback.model.TimeRange;
import org.jspecify.annotations.Nullable;

/**
 * What recordings of a list have in common. Null means any; all that is said holds together.
 *
 * @param softDeleted whether deleted ones are in the list too
 */
public record RecordingFilter(
        @Nullable String callSid, @Nullable String conferenceSid, TimeRange dateCreated, boolean softDeleted) {
    public static final RecordingFilter NONE = new RecordingFilter(null, null, TimeRange.ALWAYS, true);
}
