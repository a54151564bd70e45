package dev.ringback.twilio.rest;

import dev.ringback.model.Alert;
import java.util.List;

/** Monitor's alerts: in a list without, on their own with the request and the response they are about. */
public final class AlertViews {
    /** The values of {@code log_level}, the gravest first. */
    public static final List<String> LOG_LEVELS = List.of("error", "warning", "notice", "debug");

    public static final ResourceView<Alert> IN_LIST = common().build();

    public static final ResourceView<Alert> INSTANCE = common().text("request_variables", Alert::requestVariables)
            .text("request_headers", Alert::requestHeaders)
            .text("response_headers", Alert::responseHeaders)
            .text("response_body", Alert::responseBody)
            .build();

    private AlertViews() {}

    private static ResourceView.Builder<Alert> common() {
        return ResourceView.of("alerts", "Alert", Alert::sid)
                .text("account_sid", Alert::accountSid)
                .text("alert_text", Alert::alertText)
                .text("api_version", alert -> SharedFields.apiVersion(alert.apiVersion()))
                .iso8601("date_created", Alert::dateCreated)
                .iso8601("date_generated", Alert::dateCreated)
                .iso8601("date_updated", Alert::dateUpdated)
                .text("error_code", Alert::errorCode)
                .text("log_level", Alert::logLevel)
                .text("more_info", alert -> SharedFields.moreInfo(alert.errorCode()))
                .text("request_method", Alert::requestMethod)
                .text("request_url", Alert::requestUrl)
                .text("resource_sid", Alert::resourceSid)
                .text("sid", Alert::sid)
                .url(alert -> "/v1/Alerts/" + alert.sid())
                .text("service_sid", Alert::serviceSid);
    }
}
