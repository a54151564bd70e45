package dev.ringback.query;

import dev.ringback.model.Alert;
import dev.ringback.model.PageRequest;
import dev.ringback.storage.AlertFilter;
import dev.ringback.storage.ResourceStore;
import dev.ringback.twilio.callback.ResourceKind;
import dev.ringback.twilio.rest.AlertViews;
import dev.ringback.twilio.rest.FilterParameters;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.concurrent.CompletionStage;

/** {@code /v1/Alerts}. The address names no account: it is the one the credentials belong to. */
public final class AlertHandler {
    private final ResourceStore resources;
    private final Answers answers;
    private final ResourceReads reads;

    public AlertHandler(ResourceStore resources, Answers answers, ResourceReads reads) {
        this.resources = resources;
        this.answers = answers;
        this.reads = reads;
    }

    public CompletionStage<Handler> fetch(Context ctx) {
        ApiRequest request = ApiRequest.ofCaller(ctx);
        String sid = request.sid("Sid", "NO");
        return reads.read(
                request,
                AlertViews.INSTANCE,
                Subject.of(ResourceKind.ALERT, sid, sid),
                () -> resources.find(Alert.class, request.accountSid(), sid));
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
