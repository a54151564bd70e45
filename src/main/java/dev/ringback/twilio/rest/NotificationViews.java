package dev.ringback.twilio.rest;

import dev.ringback.model.Alert;
import dev.ringback.twilio.Sid;
import org.jspecify.annotations.Nullable;

/** Alerts as the notifications of the 2010-04-01 API: in a list without, on their own with the request and the response they are about. */
public final class NotificationViews {
    /** At {@code /Notifications}. */
    public static final Pair OF_ACCOUNT = pair(null);
    /** At {@code /Calls/{CallSid}/Notifications}. */
    public static final Pair OF_CALL = pair("Calls");

    private NotificationViews() {}

    /** The level that a {@code log} stands for, whose numbers are Twilio's for errors and warnings and go on from there; null where it stands for none. */
    public static @Nullable String level(int log) {
        return log < AlertViews.LOG_LEVELS.size() ? AlertViews.LOG_LEVELS.get(log) : null;
    }

    /** How a notification looks in a list, and how on its own. */
    public record Pair(ResourceView<Alert> inList, ResourceView<Alert> instance) {}

    private static Pair pair(@Nullable String parentType) {
        return new Pair(
                common(parentType).build(),
                common(parentType)
                        .text("request_variables", Alert::requestVariables)
                        .text("response_headers", Alert::responseHeaders)
                        .text("response_body", Alert::responseBody)
                        .build());
    }

    private static ResourceView.Builder<Alert> common(@Nullable String parentType) {
        return ResourceView.of("notifications", "Notification", Alert::sid)
                .text("sid", Alert::sid)
                .text("account_sid", Alert::accountSid)
                .text("call_sid", NotificationViews::callSid)
                .text("api_version", alert -> SharedFields.apiVersion(alert.apiVersion()))
                .text("log", NotificationViews::log)
                .text("error_code", Alert::errorCode)
                .text("more_info", alert -> SharedFields.moreInfo(alert.errorCode()))
                .text("message_text", Alert::alertText)
                .rfc2822("message_date", Alert::dateCreated)
                .text("request_url", alert -> SharedFields.uri(alert.requestUrl()))
                .text("request_method", Alert::requestMethod)
                .rfc2822("date_created", Alert::dateCreated)
                .rfc2822("date_updated", Alert::dateUpdated)
                .uri(alert -> parentType == null
                        ? ResourcePath.of(alert.accountSid(), "Notifications", alert.sid())
                        : ResourcePath.of(
                                alert.accountSid(),
                                parentType,
                                String.valueOf(alert.resourceSid()),
                                "Notifications",
                                alert.sid()));
    }

    private static @Nullable String callSid(Alert alert) {
        return Sid.isSid(alert.resourceSid(), "CA") ? alert.resourceSid() : null;
    }

    private static @Nullable String log(Alert alert) {
        int log = alert.logLevel() == null ? -1 : AlertViews.LOG_LEVELS.indexOf(alert.logLevel());
        return log < 0 ? null : Integer.toString(log);
    }
}
