package dev.ringback.query;

import static dev.ringback.twilio.rest.CallViews.CALL;

import dev.ringback.model.PageRequest;
import dev.ringback.storage.CallFilter;
import dev.ringback.storage.CallQuery;
import dev.ringback.storage.CallStore;
import dev.ringback.twilio.rest.CallViews;
import dev.ringback.twilio.rest.FilterParameters;
import io.javalin.http.Context;
import java.util.Set;

/** {@code /Calls}. */
public final class CallHandler {
    private final CallStore calls;
    private final Answers answers;

    public CallHandler(CallStore calls, Answers answers) {
        this.calls = calls;
        this.answers = answers;
    }

    public void fetch(Context ctx) {
        ApiRequest request = ApiRequest.of(ctx);
        answers.resource(request, CALL, calls.findCall(request.accountSid(), request.sid("Sid", "CA")));
    }

    public void list(Context ctx) {
        ApiRequest request = ApiRequest.of(ctx);
        PageRequest page = request.page();
        CallQuery query = new CallQuery(request.accountSid(), filter(request.filters()), page);
        answers.list(request, CALL, page, calls.listCalls(query));
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
