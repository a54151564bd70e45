package dev.ringback.storage;

import dev.ringback.model.Media;
import dev.ringback.model.TimeRange;
import org.jspecify.annotations.Nullable;

/** Filters for a list of the media of a message, combined with AND. Null matches all of them. */
public record MediaFilter(String messageSid, @Nullable String sid, TimeRange dateCreated)
        implements ResourceFilter<Media> {

    /** All media of a message. */
    public static MediaFilter of(String messageSid) {
        return new MediaFilter(messageSid, null, TimeRange.ALWAYS);
    }

    @Override
    public Class<Media> kind() {
        return Media.class;
    }
}
