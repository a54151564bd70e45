package dev.ringback.query;

import static dev.ringback.twilio.rest.MessageViews.MEDIA;

import dev.ringback.model.Media;
import dev.ringback.model.Message;
import dev.ringback.model.TimeRange;
import dev.ringback.storage.MediaFilter;
import dev.ringback.storage.ResourceStore;
import dev.ringback.twilio.callback.ResourceKind;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** {@code /Messages/{MessageSid}/Media}: what is attached to a message; the bytes themselves stay with Twilio. */
public final class MediaHandler {
    private final ResourceStore resources;
    private final ResourceReads reads;
    private final ListReads lists;

    public MediaHandler(ResourceStore resources, ResourceReads reads, ListReads lists) {
        this.resources = resources;
        this.reads = reads;
        this.lists = lists;
    }

    public CompletionStage<Handler> fetch(Context ctx) {
        ApiRequest request = ApiRequest.of(ctx);
        String messageSid = request.sid("MessageSid", "SM", "MM");
        String sid = request.sid("Sid", "ME");
        return reads.read(
                request,
                MEDIA,
                Subject.of(ResourceKind.MEDIA, "Messages/" + messageSid + "/Media/" + sid, sid),
                () -> find(request.accountSid(), messageSid, sid));
    }

    /** Lists the media of a message. Empty for a message without attachments, 404 for an unknown message. */
    public CompletionStage<Handler> list(Context ctx) {
        ApiRequest request = ApiRequest.of(ctx);
        TimeRange created = request.filters().times("DateCreated");
        String messageSid = request.sid("MessageSid", "SM", "MM");
        return lists.read(
                request,
                MEDIA,
                TwilioList.mediaOf(messageSid),
                new ListReads.Rows<>(
                        page -> {
                            if (resources
                                    .find(Message.class, request.accountSid(), messageSid)
                                    .isEmpty()) {
                                throw ApiRequest.notFound(ctx);
                            }
                            return resources.list(
                                    request.accountSid(), new MediaFilter(messageSid, null, created), page);
                        },
                        sid -> find(request.accountSid(), messageSid, sid)));
    }

    private Optional<Media> find(String accountSid, String messageSid, String sid) {
        return resources.findAny(accountSid, new MediaFilter(messageSid, sid, TimeRange.ALWAYS));
    }
}
