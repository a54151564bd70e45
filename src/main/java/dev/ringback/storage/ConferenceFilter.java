package dev.ringback.storage;

import dev.ringback.model.TimeRange;
import org.jspecify.annotations.Nullable;

/** What conferences of a list have in common. Null means any; all that is said holds together. */
public record ConferenceFilter(
        @Nullable String friendlyName, @Nullable String status, TimeRange dateCreated, TimeRange dateUpdated) {
    public static final ConferenceFilter NONE = new ConferenceFilter(null, null, TimeRange.ALWAYS, TimeRange.ALWAYS);
}
