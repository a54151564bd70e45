package dev.ringback.storage;

import dev.ringback.model.TimeRange;
import org.jspecify.annotations.Nullable;

/** Filters for a list of conferences, combined with AND. Null matches every conference. */
public record ConferenceFilter(
        @Nullable String friendlyName, @Nullable String status, TimeRange dateCreated, TimeRange dateUpdated) {
    public static final ConferenceFilter NONE = new ConferenceFilter(null, null, TimeRange.ALWAYS, TimeRange.ALWAYS);
}
