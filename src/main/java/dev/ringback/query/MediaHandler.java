package dev.ringback.query;

import static dev.ringback.twilio.rest.MessageViews.MEDIA;

import dev.ringback.model.PageRequest;
import dev.ringback.model.TimeRange;
import dev.ringback.storage.MediaQuery;
import dev.ringback.storage.MessageStore;
import io.javalin.http.Context;

/** {@code /Messages/{MessageSid}/Media}: what is attached to a message; the bytes themselves stay with Twilio. */
public final class MediaHandler {
    private final MessageStore messages;
    private final Answers answers;

    public MediaHandler(MessageStore messages, Answers answers) {
        this.messages = messages;
        this.answers = answers;
    }

    public void fetch(Context ctx) {
        ApiRequest request = ApiRequest.of(ctx);
        answers.resource(
                request,
                MEDIA,
                messages.findMedia(
                        request.accountSid(), request.sid("MessageSid", "SM", "MM"), request.sid("Sid", "ME")));
    }

    /** Lists the media of a message. Empty for a message without attachments, 404 for an unknown message. */
    public void list(Context ctx) {
        ApiRequest request = ApiRequest.of(ctx);
        PageRequest page = request.page();
        TimeRange created = request.filters().times("DateCreated");
        String messageSid = request.sid("MessageSid", "SM", "MM");
        if (messages.findMessage(request.accountSid(), messageSid).isEmpty()) {
            throw ApiRequest.notFound(ctx);
        }
        answers.list(
                request,
                MEDIA,
                page,
                messages.listMedia(new MediaQuery(request.accountSid(), messageSid, created, page)));
    }
}
