package dev.ringback.query;

import dev.ringback.model.PageRequest;
import dev.ringback.storage.AlertFilter;
import dev.ringback.storage.AlertQuery;
import dev.ringback.storage.AlertStore;
import dev.ringback.twilio.rest.AlertViews;
import dev.ringback.twilio.rest.FilterParameters;
import io.javalin.http.Context;

/** {@code /v1/Alerts}. The address names no account: it is the one the credentials belong to. */
public final class AlertHandler {
    private final AlertStore alerts;
    private final Answers answers;

    public AlertHandler(AlertStore alerts, Answers answers) {
        this.alerts = alerts;
        this.answers = answers;
    }

    public void fetch(Context ctx) {
        ApiRequest request = ApiRequest.ofCaller(ctx);
        answers.resource(
                request, AlertViews.INSTANCE, alerts.findAlert(request.accountSid(), request.sid("Sid", "NO")));
    }

    public void list(Context ctx) {
        ApiRequest request = ApiRequest.ofCaller(ctx);
        PageRequest page = request.page();
        AlertQuery query = new AlertQuery(request.accountSid(), filter(request.filters()), page);
        answers.metaList(request, AlertViews.IN_LIST, page, alerts.listAlerts(query));
    }

    private static AlertFilter filter(FilterParameters filters) {
        return new AlertFilter(
                filters.oneOf("LogLevel", AlertViews.LOG_LEVELS), null, filters.interval("StartDate", "EndDate"));
    }
}
