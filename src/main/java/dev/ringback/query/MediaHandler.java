package dev.ringback.query;

import static dev.ringback.twilio.rest.MessageViews.MEDIA;

import dev.ringback.model.Message;
import dev.ringback.model.PageRequest;
import dev.ringback.model.TimeRange;
import dev.ringback.storage.MediaFilter;
import dev.ringback.storage.ResourceStore;
import dev.ringback.twilio.callback.ResourceKind;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.concurrent.CompletionStage;

/** {@code /Messages/{MessageSid}/Media}: what is attached to a message; the bytes themselves stay with Twilio. */
public final class MediaHandler {
    private final ResourceStore resources;
    private final Answers answers;
    private final ResourceReads reads;

    public MediaHandler(ResourceStore resources, Answers answers, ResourceReads reads) {
        this.resources = resources;
        this.answers = answers;
        this.reads = reads;
    }

    public CompletionStage<Handler> fetch(Context ctx) {
        ApiRequest request = ApiRequest.of(ctx);
        String messageSid = request.sid("MessageSid", "SM", "MM");
        String sid = request.sid("Sid", "ME");
        return reads.read(
                request,
                MEDIA,
                Subject.of(ResourceKind.MEDIA, "Messages/" + messageSid + "/Media/" + sid, sid),
                () -> resources.findAny(request.accountSid(), new MediaFilter(messageSid, sid, TimeRange.ALWAYS)));
    }

    /** Lists the media of a message. Empty for a message without attachments, 404 for an unknown message. */
    public void list(Context ctx) {
        ApiRequest request = ApiRequest.of(ctx);
        PageRequest page = request.page();
        TimeRange created = request.filters().times("DateCreated");
        String messageSid = request.sid("MessageSid", "SM", "MM");
        if (resources.find(Message.class, request.accountSid(), messageSid).isEmpty()) {
            throw ApiRequest.notFound(ctx);
        }
        answers.list(
                request,
                MEDIA,
                page,
                resources.list(request.accountSid(), new MediaFilter(messageSid, null, created), page));
    }
}
