package dev.ringback.query;

import static dev.ringback.twilio.rest.MessageViews.MESSAGE;
import static dev.ringback.twilio.rest.MessageViews.SMS_MESSAGE;

import dev.ringback.model.Message;
import dev.ringback.model.MessageStatus;
import dev.ringback.model.PageRequest;
import dev.ringback.storage.MessageFilter;
import dev.ringback.storage.ResourceStore;
import dev.ringback.twilio.callback.ResourceKind;
import dev.ringback.twilio.rest.FilterParameters;
import dev.ringback.twilio.rest.ResourceView;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** {@code /Messages}, and {@code /SMS/Messages}, where old libraries look for them. */
public final class MessageHandler {
    private static final List<String> STATUSES =
            Stream.of(MessageStatus.values()).map(MessageStatus::value).toList();

    private final ResourceStore resources;
    private final Answers answers;
    private final ResourceReads reads;

    public MessageHandler(ResourceStore resources, Answers answers, ResourceReads reads) {
        this.resources = resources;
        this.answers = answers;
        this.reads = reads;
    }

    public CompletionStage<Handler> fetch(Context ctx) {
        return fetch(ctx, MESSAGE);
    }

    public void list(Context ctx) {
        list(ctx, MESSAGE);
    }

    public CompletionStage<Handler> fetchAsSms(Context ctx) {
        return fetch(ctx, SMS_MESSAGE);
    }

    public void listAsSms(Context ctx) {
        list(ctx, SMS_MESSAGE);
    }

    private CompletionStage<Handler> fetch(Context ctx, ResourceView<Message> view) {
        ApiRequest request = ApiRequest.of(ctx);
        String sid = request.sid("Sid", "SM", "MM");
        return reads.read(
                request,
                view,
                Subject.of(ResourceKind.MESSAGE, "Messages/" + sid, sid),
                () -> resources.find(Message.class, request.accountSid(), sid));
    }

    private void list(Context ctx, ResourceView<Message> view) {
        ApiRequest request = ApiRequest.of(ctx);
        PageRequest page = request.page();
        answers.list(request, view, page, resources.list(request.accountSid(), filter(request.filters()), page));
    }

    /** Twilio's own filters, and behind them those it does not have. */
    private static MessageFilter filter(FilterParameters filters) {
        return new MessageFilter(
                filters.address("To"),
                filters.address("From"),
                filters.times("DateSent"),
                filters.oneOf("Status", STATUSES),
                filters.number("ErrorCode"),
                filters.sid("MessagingServiceSid", "MG"),
                filters.tags());
    }
}
