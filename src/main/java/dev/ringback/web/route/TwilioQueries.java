package dev.ringback.web.route;

import static dev.ringback.web.route.QueryParameter.optional;

import java.util.ArrayList;
import java.util.List;

/** The parameters of Twilio's lists: its own, and those that Ringback adds. */
final class TwilioQueries {
    /** Turns the pages of every list. */
    static final List<QueryParameter> PAGES = List.of(
            optional("PageSize", "rows of a page, 50 unless given, 1000 at most"),
            optional("Page", "number of the page; needs its `PageToken`"),
            optional("PageToken", "where the page begins, from `next_page_uri`"),
            optional("Order", "`asc` for the oldest first; Ringback's own"));

    /** Lets a read wait. */
    static final List<QueryParameter> WAIT = List.of(
            optional("Wait", "`terminal` or a state: the answer waits until the resource is in it; Ringback's own"),
            optional(
                    "Timeout",
                    "seconds after which it is answered anyway: 25 unless given, 60 at most; Ringback's own"));

    static final List<QueryParameter> CREATED = list(date("DateCreated", "created"));

    static final List<QueryParameter> ACCOUNTS =
            list(one("FriendlyName", "name of the account"), one("Status", "status of the account"));

    static final List<QueryParameter> MESSAGES = list(
            one("To", "recipient"),
            one("From", "sender"),
            date("DateSent", "sent"),
            one("Status", "status; Ringback's own"),
            one("ErrorCode", "error code; Ringback's own"),
            one("MessagingServiceSid", "SID of the Messaging Service; Ringback's own"),
            one("Tag.<name>", "value of a parameter of your own on the callback URL; Ringback's own"));

    static final List<QueryParameter> CALLS = list(
            one("To", "who was called"),
            one("From", "caller"),
            one("ParentCallSid", "SID of the call that made this one"),
            one("Status", "status"),
            date("StartTime", "begun"),
            date("EndTime", "ended"));

    static final List<QueryParameter> NOTIFICATIONS =
            list(one("Log", "level: 0 for errors, 1 for warnings"), date("MessageDate", "raised"));

    static final List<QueryParameter> RECORDINGS_OF_RESOURCE =
            list(date("DateCreated", "created"), one("IncludeSoftDeleted", "`true` for those too that were deleted"));

    static final List<QueryParameter> RECORDINGS = list(
            date("DateCreated", "created"),
            one("CallSid", "SID of the call"),
            one("ConferenceSid", "SID of the conference"),
            one("IncludeSoftDeleted", "`true` for those too that were deleted"));

    static final List<QueryParameter> CONFERENCES = list(
            one("FriendlyName", "name"),
            one("Status", "status, `in-progress` unless given; `any` is Ringback's own"),
            date("DateCreated", "created"),
            date("DateUpdated", "changed last"));

    static final List<QueryParameter> PARTICIPANTS = list(
            one("Muted", "`true` or `false`"), one("Hold", "`true` or `false`"), one("Coaching", "`true` or `false`"));

    static final List<QueryParameter> ALERTS = list(
            one("LogLevel", "level, such as `error`"),
            one("StartDate", "first day or moment"),
            one("EndDate", "last day or moment"));

    private TwilioQueries() {}

    private static List<QueryParameter> one(String name, String meaning) {
        return List.of(optional(name, meaning));
    }

    /** The three operators of Twilio's dates. */
    private static List<QueryParameter> date(String name, String when) {
        return List.of(
                optional(name, when + " on that day"),
                optional(name + '<', when + " at that moment or before"),
                optional(name + '>', when + " at that moment or after"));
    }

    @SafeVarargs
    private static List<QueryParameter> list(List<QueryParameter>... filters) {
        List<QueryParameter> parameters = new ArrayList<>();
        for (List<QueryParameter> filter : filters) {
            parameters.addAll(filter);
        }
        parameters.addAll(PAGES);
        return List.copyOf(parameters);
    }
}
