package dev.ringback.storage;

import dev.ringback.model.TimeRange;
import org.jspecify.annotations.Nullable;

/** What alerts of a list have in common. Null means any; all that is said holds together. */
public record AlertFilter(
        @Nullable String logLevel, @Nullable String resourceSid, TimeRange dateGenerated) {
    public static final AlertFilter NONE = new AlertFilter(null, null, TimeRange.ALWAYS);
}
