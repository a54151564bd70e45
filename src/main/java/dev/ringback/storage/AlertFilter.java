package dev.ringback.storage;

import dev.ringback.model.Alert;
import dev.ringback.model.TimeRange;
import org.jspecify.annotations.Nullable;

/** Filters for a list of alerts, combined with AND. Null matches every alert. */
public record AlertFilter(
        @Nullable String logLevel, @Nullable String resourceSid, TimeRange dateGenerated)
        implements ResourceFilter<Alert> {
    public static final AlertFilter NONE = new AlertFilter(null, null, TimeRange.ALWAYS);

    @Override
    public Class<Alert> kind() {
        return Alert.class;
    }
}
