package dev.ringback.query;

import static dev.ringback.twilio.rest.CallViews.CALL;

import dev.ringback.model.Call;
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
    private final ResourceReads reads;
    private final ListReads lists;

    public CallHandler(ResourceStore resources, ResourceReads reads, ListReads lists) {
        this.resources = resources;
        this.reads = reads;
        this.lists = lists;
    }

    public CompletionStage<Handler> fetch(Context ctx) {
        ApiRequest request = ApiRequest.of(ctx);
        String sid = request.sid("Sid", "CA");
        return reads.readAfterWait(
                request,
                CALL,
                Subject.of(ResourceKind.CALL, "Calls/" + sid, sid),
                () -> resources.find(Call.class, request.accountSid(), sid));
    }

    public CompletionStage<Handler> list(Context ctx) {
        ApiRequest request = ApiRequest.of(ctx);
        CallFilter filter = filter(request.filters());
        return lists.read(
                request,
                CALL,
                TwilioList.CALLS,
                new ListReads.Rows<>(
                        page -> resources.list(request.accountSid(), filter, page),
                        sid -> resources.find(Call.class, request.accountSid(), sid)));
    }

    /** Reads the filters of a list. */
    public static CallFilter filter(FilterParameters filters) {
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
