package dev.ringback.storage;

import dev.ringback.model.Conference;
import dev.ringback.model.TimeRange;
import org.jspecify.annotations.Nullable;

/** Filters for a list of conferences, combined with AND. Null matches every conference. */
public record ConferenceFilter(
        @Nullable String friendlyName, @Nullable String status, TimeRange dateCreated, TimeRange dateUpdated)
        implements ResourceFilter<Conference> {
    public static final ConferenceFilter NONE = new ConferenceFilter(null, null, TimeRange.ALWAYS, TimeRange.ALWAYS);

    @Override
    public Class<Conference> kind() {
        return Conference.class;
    }
}
