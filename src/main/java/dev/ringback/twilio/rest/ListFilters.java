package dev.ringback.twilio.rest;

import dev.ringback.model.Parameters;
import java.util.Set;

/**
 * The filters of Twilio's lists, none of which is served yet. A list that ignored them would answer something else than was asked, and look
 * right; so it is refused. Parameters that are no filter of any list are ignored, as Twilio ignores them.
 */
public final class ListFilters {
    /** Source: the parameters of the list operations in Twilio's OpenAPI documents; dates also with {@code <} and {@code >}. */
    private static final Set<String> FILTERS = Set.of(
            "To",
            "From",
            "Status",
            "ParentCallSid",
            "CallSid",
            "ConferenceSid",
            "FriendlyName",
            "LogLevel",
            "Muted",
            "Hold",
            "Coaching",
            "StartDate",
            "EndDate",
            "DateSent",
            "DateCreated",
            "DateUpdated",
            "StartTime",
            "EndTime");

    private ListFilters() {}

    /**
     * Lets a query pass that does not filter.
     *
     * @throws TwilioException 400, naming the filter
     */
    public static void refuse(Parameters query) {
        for (Parameters.Parameter parameter : query) {
            String name = parameter.name().replaceFirst("[<>]$", "");
            if (FILTERS.contains(name)) {
                throw new TwilioException(
                        TwilioError.BAD_REQUEST,
                        "Parameter " + parameter.name() + " is not served here yet: this list cannot be filtered");
            }
        }
    }
}
