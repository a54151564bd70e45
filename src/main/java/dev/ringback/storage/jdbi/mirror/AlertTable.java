package dev.ringback.storage.jdbi.mirror;

import dev.ringback.model.Alert;

/** Table {@code alert}. */
final class AlertTable {
    static final Table<Alert> TABLE = new Table<>(
            "alert",
            Merge.<Alert>into("alert")
                    .key("account_sid", Alert::accountSid)
                    .key("sid", Alert::sid)
                    .progress()
                    .keep("resource_sid", Alert::resourceSid)
                    .steady()
                    .keep("service_sid", Alert::serviceSid)
                    .keep("error_code", Alert::errorCode)
                    .keep("log_level", Alert::logLevel)
                    .keep("alert_text", Alert::alertText)
                    .keep("api_version", Alert::apiVersion)
                    .keep("request_method", Alert::requestMethod)
                    .keep("request_url", Alert::requestUrl)
                    .keep("request_variables", Alert::requestVariables)
                    .keep("request_headers", Alert::requestHeaders)
                    .keep("response_headers", Alert::responseHeaders)
                    .keep("response_body", Alert::responseBody)
                    .earliest("date_created", Alert::dateCreated)
                    .steady()
                    .latest("date_updated", Alert::dateUpdated)
                    .latest("last_received_at", Alert::lastReceivedAt),
            row -> new Alert(
                    row.text(),
                    row.text(),
                    row.progress(),
                    row.textOrNull(),
                    row.textOrNull(),
                    row.textOrNull(),
                    row.textOrNull(),
                    row.textOrNull(),
                    row.textOrNull(),
                    row.textOrNull(),
                    row.textOrNull(),
                    row.textOrNull(),
                    row.textOrNull(),
                    row.textOrNull(),
                    row.textOrNull(),
                    row.time(),
                    row.time(),
                    row.time()));

    private AlertTable() {}
}
