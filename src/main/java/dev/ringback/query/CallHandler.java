package dev.ringback.query;

import static dev.ringback.twilio.rest.CallViews.CALL;

import dev.ringback.model.Call;
import dev.ringback.model.PageRequest;
import dev.ringback.storage.CallFilter;
import dev.ringback.storage.ResourceStore;
import dev.ringback.twilio.rest.CallViews;
import dev.ringback.twilio.rest.FilterParameters;
import io.javalin.http.Context;
import java.util.Set;

/** {@code /Calls}. */
public final class CallHandler {
    private final ResourceStore resources;
    private final Answers answers;

    public CallHandler(ResourceStore resources, Answers answers) {
        this.resources = resources;
        this.answers = answers;
    }

    public void fetch(Context ctx) {
        ApiRequest request = ApiRequest.of(ctx);
        answers.resource(request, CALL, resources.find(Call.class, request.accountSid(), request.sid("Sid", "CA")));
    }

    public void list(Context ctx) {
        ApiRequest request = ApiRequest.of(ctx);
        PageRequest page = request.page();
        answers.list(request, CALL, page, resources.list(request.accountSid(), filter(request.filters()), page));
    }

    private static CallFilter filter(FilterParameters filters) {
        String status = filters.oneOf("Status", CallViews.STATUSES);
        return new CallFilter(
                filters.address("To"),
                filters.address("From"),
                filters.sid("ParentCallSid", "CA"),
                status == null ? Set.of() : CallViews.statusesShownAs(status),
                filters.times("StartTime"),
                filters.times("EndTime"));
    }
}
