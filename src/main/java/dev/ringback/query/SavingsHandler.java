package dev.ringback.query;

import dev.ringback.model.TimeRange;
import dev.ringback.storage.RequestCountStore;
import dev.ringback.twilio.rest.FilterParameters;
import dev.ringback.twilio.rest.JsonFormat;
import io.javalin.http.Context;

/**
 * {@code /ringback/v1/savings}: how many reads the mirror answered, and how many requests went to Twilio all the same. {@code Since} and
 * {@code Before} limit it to hours.
 */
public final class SavingsHandler {
    private final RequestCountStore counts;

    public SavingsHandler(RequestCountStore counts) {
        this.counts = counts;
    }

    /** Answers about the accounts that the credentials open. */
    public void fetch(Context ctx) {
        Caller caller = Caller.of(ctx);
        TimeRange range = new FilterParameters(QueryString.parameters(ctx)).sinceAndBefore("Since", "Before");
        ctx.contentType(JsonFormat.CONTENT_TYPE).result(SavingsJson.write(counts.between(caller.scope(), range)));
    }
}
