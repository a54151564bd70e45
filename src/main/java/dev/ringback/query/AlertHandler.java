package dev.ringback.query;

import dev.ringback.model.Alert;
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
    private final ResourceReads reads;
    private final ListReads lists;

    public AlertHandler(ResourceStore resources, ResourceReads reads, ListReads lists) {
        this.resources = resources;
        this.reads = reads;
        this.lists = lists;
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

    public CompletionStage<Handler> list(Context ctx) {
        ApiRequest request = ApiRequest.ofCaller(ctx);
        AlertFilter filter = filter(request.filters());
        return lists.read(
                request,
                AlertViews.IN_LIST,
                TwilioList.ALERTS,
                new ListReads.Rows<>(
                        page -> resources.list(request.accountSid(), filter, page),
                        sid -> resources.find(Alert.class, request.accountSid(), sid)));
    }

    private static AlertFilter filter(FilterParameters filters) {
        return new AlertFilter(
                filters.oneOf("LogLevel", AlertViews.LOG_LEVELS), null, filters.interval("StartDate", "EndDate"));
    }
}
