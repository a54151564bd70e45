package dev.ringback.query;

import dev.ringback.model.Alert;
import dev.ringback.model.PageRequest;
import dev.ringback.storage.AlertFilter;
import dev.ringback.storage.ResourceStore;
import dev.ringback.twilio.rest.FilterParameters;
import dev.ringback.twilio.rest.NotificationViews;
import dev.ringback.twilio.rest.TwilioException;
import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/** {@code /Notifications}, of the account and of a call: the alerts, as the API before Monitor shows them. */
public final class NotificationHandler {
    private static final String LOG = "Log";

    private final ResourceStore resources;
    private final Answers answers;

    public NotificationHandler(ResourceStore resources, Answers answers) {
        this.resources = resources;
        this.answers = answers;
    }

    public void fetch(Context ctx) {
        fetch(ApiRequest.of(ctx), NotificationViews.OF_ACCOUNT, null);
    }

    public void list(Context ctx) {
        list(ApiRequest.of(ctx), NotificationViews.OF_ACCOUNT, null);
    }

    public void fetchOfCall(Context ctx) {
        ApiRequest request = ApiRequest.of(ctx);
        fetch(request, NotificationViews.OF_CALL, request.sid("CallSid", "CA"));
    }

    public void listOfCall(Context ctx) {
        ApiRequest request = ApiRequest.of(ctx);
        list(request, NotificationViews.OF_CALL, request.sid("CallSid", "CA"));
    }

    private void fetch(ApiRequest request, NotificationViews.Pair views, @Nullable String callSid) {
        answers.resource(
                request,
                views.instance(),
                resources
                        .find(Alert.class, request.accountSid(), request.sid("Sid", "NO"))
                        .filter(alert -> callSid == null || callSid.equals(alert.resourceSid())));
    }

    private void list(ApiRequest request, NotificationViews.Pair views, @Nullable String callSid) {
        PageRequest page = request.page();
        FilterParameters filters = request.filters();
        AlertFilter filter = new AlertFilter(level(filters), callSid, filters.times("MessageDate"));
        answers.<Alert>list(request, views.inList(), page, resources.list(request.accountSid(), filter, page));
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
