package dev.ringback.query;

import static dev.ringback.twilio.rest.CallViews.CALL;

import dev.ringback.model.Call;
import dev.ringback.model.PageRequest;
import dev.ringback.storage.CallFilter;
import dev.ringback.storage.ResourceStore;
import dev.ringback.twilio.callback.ResourceKind;
import dev.ringback.twilio.rest.CallViews;
import dev.ringback.twilio.rest.FilterParameters;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** {@code /Calls}. */
public final class CallHandler {
    private final ResourceStore resources;
    private final Answers answers;
    private final ResourceReads reads;

    public CallHandler(ResourceStore resources, Answers answers, ResourceReads reads) {
        this.resources = resources;
        this.answers = answers;
        this.reads = reads;
    }

    public CompletionStage<Handler> fetch(Context ctx) {
        ApiRequest request = ApiRequest.of(ctx);
        String sid = request.sid("Sid", "CA");
        return reads.read(
                request,
                CALL,
                Subject.of(ResourceKind.CALL, "Calls/" + sid, sid),
                () -> resources.find(Call.class, request.accountSid(), sid));
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
