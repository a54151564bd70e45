package dev.ringback.query;

import dev.ringback.model.Alert;
import dev.ringback.storage.AlertFilter;
import dev.ringback.storage.ResourceStore;
import dev.ringback.twilio.rest.FilterParameters;
import dev.ringback.twilio.rest.NotificationViews;
import dev.ringback.twilio.rest.TwilioException;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** {@code /Notifications}, of the account and of a call: the alerts, as the API before Monitor shows them. */
public final class NotificationHandler {
    private static final String LOG = "Log";

    private final ResourceStore resources;
    private final Answers answers;
    private final ListReads lists;

    public NotificationHandler(ResourceStore resources, Answers answers, ListReads lists) {
        this.resources = resources;
        this.answers = answers;
        this.lists = lists;
    }

    public void fetch(Context ctx) {
        fetch(ApiRequest.of(ctx), NotificationViews.OF_ACCOUNT, null);
    }

    public CompletionStage<Handler> list(Context ctx) {
        return list(ApiRequest.of(ctx), NotificationViews.OF_ACCOUNT, null);
    }

    public void fetchOfCall(Context ctx) {
        ApiRequest request = ApiRequest.of(ctx);
        fetch(request, NotificationViews.OF_CALL, request.sid("CallSid", "CA"));
    }

    public CompletionStage<Handler> listOfCall(Context ctx) {
        ApiRequest request = ApiRequest.of(ctx);
        return list(request, NotificationViews.OF_CALL, request.sid("CallSid", "CA"));
    }

    private void fetch(ApiRequest request, NotificationViews.Pair views, @Nullable String callSid) {
        answers.resource(
                request,
                views.instance(),
                resources
                        .find(Alert.class, request.accountSid(), request.sid("Sid", "NO"))
                        .filter(alert -> callSid == null || callSid.equals(alert.resourceSid())));
    }

    private CompletionStage<Handler> list(ApiRequest request, NotificationViews.Pair views, @Nullable String callSid) {
        FilterParameters filters = request.filters();
        AlertFilter filter = new AlertFilter(level(filters), callSid, filters.times("MessageDate"));
        return lists.<Alert>read(
                request,
                views.inList(),
                TwilioList.notifications(callSid),
                new ListReads.Rows<>(
                        page -> resources.list(request.accountSid(), filter, page),
                        sid -> resources.find(Alert.class, request.accountSid(), sid)));
    }

    private static @Nullable String level(FilterParameters filters) {
        Integer log = filters.number(LOG);
        if (log == null) {
            return null;
        }
        String level = NotificationViews.level(log);
        if (level == null) {
            throw TwilioException.invalidParameter(LOG, log.toString(), "0 for errors or 1 for warnings");
        }
        return level;
    }
}
