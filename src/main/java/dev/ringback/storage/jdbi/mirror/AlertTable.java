package dev.ringback.storage.jdbi.mirror;

import static dev.ringback.storage.jdbi.mirror.StoredColumn.text;
import static dev.ringback.storage.jdbi.mirror.StoredColumn.time;

import dev.ringback.model.Alert;
import dev.ringback.model.AlertBuilder;
import dev.ringback.storage.AlertFilter;

/** Table {@code alert}. */
final class AlertTable {
    private static final Certainties.Of<Alert> FACTS = alert -> alert.answered().certainty();

    static final Table<Alert> TABLE = Table.of(
            Alert.class,
            AlertBuilder::builder,
            AlertBuilder::build,
            Merge.<Alert, AlertBuilder>into("alert")
                    .key(text("account_sid", Alert::accountSid, AlertBuilder::accountSid))
                    .key(text("sid", Alert::sid, AlertBuilder::sid))
                    .progress(AlertBuilder::progress)
                    .keep(text("resource_sid", Alert::resourceSid, AlertBuilder::resourceSid))
                    .steady()
                    .keep(text("service_sid", Alert::serviceSid, AlertBuilder::serviceSid))
                    .keep(text("error_code", Alert::errorCode, AlertBuilder::errorCode))
                    .keep(text("log_level", Alert::logLevel, AlertBuilder::logLevel))
                    .surest(text("alert_text", Alert::alertText, AlertBuilder::alertText), FACTS)
                    .surest(text("api_version", Alert::apiVersion, AlertBuilder::apiVersion), FACTS)
                    .keep(text("request_method", Alert::requestMethod, AlertBuilder::requestMethod))
                    .keep(text("request_url", Alert::requestUrl, AlertBuilder::requestUrl))
                    .surest(text("request_variables", Alert::requestVariables, AlertBuilder::requestVariables), FACTS)
                    .surest(text("request_headers", Alert::requestHeaders, AlertBuilder::requestHeaders), FACTS)
                    .surest(text("response_headers", Alert::responseHeaders, AlertBuilder::responseHeaders), FACTS)
                    .surest(text("response_body", Alert::responseBody, AlertBuilder::responseBody), FACTS)
                    .surestEarliest(
                            time("date_created", Alert::dateCreated, AlertBuilder::dateCreated),
                            alert -> alert.answered().createdCertainty())
                    .steady()
                    .latest(time("date_updated", Alert::dateUpdated, AlertBuilder::dateUpdated))
                    .latest(time("last_received_at", Alert::lastReceivedAt, AlertBuilder::lastReceivedAt))
                    .certaintiesOfAnswers(),
            AlertFilter.class,
            AlertTable::matching,
            "NO");

    private AlertTable() {}

    private static Listing<Alert> matching(Listing<Alert> all, AlertFilter filter) {
        return all.where("log_level", filter.logLevel())
                .within("resource_sid", filter.resourceSid())
                .during("date_created", filter.dateGenerated());
    }
}
