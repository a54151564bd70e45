package dev.ringback.query;

import dev.ringback.model.Alert;
import dev.ringback.model.PageRequest;
import dev.ringback.storage.AlertFilter;
import dev.ringback.storage.ResourceStore;
import dev.ringback.twilio.rest.AlertViews;
import dev.ringback.twilio.rest.FilterParameters;
import io.javalin.http.Context;

/** {@code /v1/Alerts}. The address names no account: it is the one the credentials belong to. */
public final class AlertHandler {
    private final ResourceStore resources;
    private final Answers answers;

    public AlertHandler(ResourceStore resources, Answers answers) {
        this.resources = resources;
        this.answers = answers;
    }

    public void fetch(Context ctx) {
        ApiRequest request = ApiRequest.ofCaller(ctx);
        answers.resource(
                request,
                AlertViews.INSTANCE,
                resources.find(Alert.class, request.accountSid(), request.sid("Sid", "NO")));
    }

    public void list(Context ctx) {
        ApiRequest request = ApiRequest.ofCaller(ctx);
        PageRequest page = request.page();
        answers.metaList(
                request,
                AlertViews.IN_LIST,
                page,
                resources.list(request.accountSid(), filter(request.filters()), page));
    }

    private static AlertFilter filter(FilterParameters filters) {
        return new AlertFilter(
                filters.oneOf("LogLevel", AlertViews.LOG_LEVELS), null, filters.interval("StartDate", "EndDate"));
    }
}
