package dev.ringback.storage;

import dev.ringback.model.Call;
import dev.ringback.model.TimeRange;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Filters for a list of calls, combined with AND. Null or empty matches every call.
 *
 * @param statuses one of these
 * @param startTime when the call was answered, or created where nobody answered; sorts the list by it, also where there is an end time
 * @param endTime limits the list to calls that are over, and sorts it by when
 */
public record CallFilter(
        @Nullable String to,
        @Nullable String from,
        @Nullable String parentCallSid,
        Set<String> statuses,
        TimeRange startTime,
        TimeRange endTime)
        implements ResourceFilter<Call> {
    public static final CallFilter NONE =
            new CallFilter(null, null, null, Set.of(), TimeRange.ALWAYS, TimeRange.ALWAYS);

    public CallFilter {
        statuses = Set.copyOf(statuses);
    }

    @Override
    public Class<Call> kind() {
        return Call.class;
    }
}
