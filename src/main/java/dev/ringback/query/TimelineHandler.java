package dev.ringback.query;

import dev.ringback.model.Parameters;
import dev.ringback.storage.EventStore;
import dev.ringback.twilio.Sid;
import dev.ringback.twilio.rest.JsonFormat;
import dev.ringback.twilio.rest.PageParameters;
import io.javalin.http.Context;

/**
 * {@code /ringback/v1/timeline/{sid}}: everything that was said about a resource, in the order it arrived, and what it did to the state.
 * Pages go by the event's id: {@code PageSize} events after the one that {@code After} names.
 */
public final class TimelineHandler {
    private static final String AFTER = "After";

    private final EventStore events;
    private final CurrentStatus currentStatus;

    public TimelineHandler(EventStore events, CurrentStatus currentStatus) {
        this.events = events;
        this.currentStatus = currentStatus;
    }

    /** 404 when nothing is known of the SID, or nothing that the caller may see. */
    public void fetch(Context ctx) {
        Caller caller = Caller.of(ctx);
        String sid = ctx.pathParam("sid");
        Parameters query = QueryString.parameters(ctx);
        int size = PageParameters.size(query);
        long after = ApiRequest.id(query, AFTER, 0);
        if (!Sid.isSid(sid)) {
            throw ApiRequest.notFound(ctx);
        }
        Timeline timeline = Timeline.read(events, caller.accountSids(), sid, after, size);
        String accountSid = timeline.accountSid();
        if (accountSid == null) {
            throw ApiRequest.notFound(ctx);
        }
        String next = timeline.nextAfter() == null
                ? null
                : ctx.path() + "?PageSize=" + size + '&' + AFTER + '=' + timeline.nextAfter();
        ctx.contentType(JsonFormat.CONTENT_TYPE)
                .result(TimelineJson.write(sid, timeline, currentStatus.of(accountSid, sid), next));
    }
}
