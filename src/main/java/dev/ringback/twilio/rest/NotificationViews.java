package dev.ringback.twilio.rest;

import dev.ringback.model.Alert;
import dev.ringback.twilio.Sid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Alerts as the notifications of the 2010-04-01 API: in a list without, on their own with the request and the response they are about. */
public final class NotificationViews {
    /** By {@code log}: the numbers of errors and warnings are Twilio's, the others follow them. */
    private static final List<String> LEVELS = List.of("error", "warning", "notice", "debug");

    /** At {@code /Notifications}. */
    public static final Pair OF_ACCOUNT = new Pair(null);
    /** At {@code /Calls/{CallSid}/Notifications}. */
    public static final Pair OF_CALL = new Pair("Calls");

    private NotificationViews() {}

    /** The level that a number stands for; null where it stands for none. */
    public static @Nullable String level(int log) {
        return log < LEVELS.size() ? LEVELS.get(log) : null;
    }

    /** How a notification looks in a list, and how on its own. */
    public static final class Pair {
        private final ResourceView<Alert> inList;
        private final ResourceView<Alert> instance;

        private Pair(@Nullable String parentType) {
            inList = common(parentType).build();
            instance = common(parentType)
                    .text("request_variables", Alert::requestVariables)
                    .text("response_headers", Alert::responseHeaders)
                    .text("response_body", Alert::responseBody)
                    .build();
        }

        public ResourceView<Alert> inList() {
            return inList;
        }

        public ResourceView<Alert> instance() {
            return instance;
        }
    }

    private static ResourceView.Builder<Alert> common(@Nullable String parentType) {
        return ResourceView.of("notifications", "Notification", Alert::sid)
                .text("sid", Alert::sid)
                .text("account_sid", Alert::accountSid)
                .text("call_sid", NotificationViews::callSid)
                .text("api_version", alert -> Shown.apiVersion(alert.apiVersion()))
                .text("log", NotificationViews::log)
                .text("error_code", Alert::errorCode)
                .text("more_info", alert -> Shown.moreInfo(alert.errorCode()))
                .text("message_text", Alert::alertText)
                .rfc2822("message_date", Alert::dateCreated)
                .text("request_url", alert -> Shown.uri(alert.requestUrl()))
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
        int log = alert.logLevel() == null ? -1 : LEVELS.indexOf(alert.logLevel());
        return log < 0 ? null : Integer.toString(log);
    }
}
