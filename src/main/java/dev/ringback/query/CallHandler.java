package dev.ringback.query;

import static dev.ringback.twilio.rest.CallViews.CALL;

import dev.ringback.model.PageRequest;
import dev.ringback.storage.CallQuery;
import dev.ringback.storage.CallStore;
import io.javalin.http.Context;

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
        answers.resource(request, CALL, calls.findCall(request.accountSid(), request.path("Sid")));
    }

    public void list(Context ctx) {
        ApiRequest request = ApiRequest.of(ctx);
        PageRequest page = request.page();
        answers.list(request, CALL, page, calls.listCalls(new CallQuery(request.accountSid(), page)));
    }
}
