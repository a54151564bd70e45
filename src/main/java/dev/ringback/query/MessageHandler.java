package dev.ringback.query;

import static dev.ringback.twilio.rest.MessageViews.MESSAGE;
import static dev.ringback.twilio.rest.MessageViews.SMS_MESSAGE;

import dev.ringback.model.Message;
import dev.ringback.model.MessageStatus;
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
    private final ResourceReads reads;
    private final ListReads lists;

    public MessageHandler(ResourceStore resources, ResourceReads reads, ListReads lists) {
        this.resources = resources;
        this.reads = reads;
        this.lists = lists;
    }

    public CompletionStage<Handler> fetch(Context ctx) {
        return fetch(ctx, MESSAGE);
    }

    public CompletionStage<Handler> list(Context ctx) {
        return list(ctx, MESSAGE, TwilioList.MESSAGES);
    }

    public CompletionStage<Handler> fetchAsSms(Context ctx) {
        return fetch(ctx, SMS_MESSAGE);
    }

    public CompletionStage<Handler> listAsSms(Context ctx) {
        return list(ctx, SMS_MESSAGE, TwilioList.SMS_MESSAGES);
    }

    private CompletionStage<Handler> fetch(Context ctx, ResourceView<Message> view) {
        ApiRequest request = ApiRequest.of(ctx);
        String sid = request.sid("Sid", "SM", "MM");
        return reads.readAfterWait(
                request,
                view,
                Subject.of(ResourceKind.MESSAGE, "Messages/" + sid, sid),
                () -> resources.find(Message.class, request.accountSid(), sid));
    }

    private CompletionStage<Handler> list(Context ctx, ResourceView<Message> view, TwilioList list) {
        ApiRequest request = ApiRequest.of(ctx);
        MessageFilter filter = filter(request.filters());
        return lists.read(
                request,
                view,
                list,
                new ListReads.Rows<>(
                        page -> resources.list(request.accountSid(), filter, page),
                        sid -> resources.find(Message.class, request.accountSid(), sid)));
    }

    /** Twilio's own filters, and behind them those it does not have. */
    public static MessageFilter filter(FilterParameters filters) {
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
