package dev.ringback.query;

import static dev.ringback.twilio.rest.MessageViews.MESSAGE;

import dev.ringback.model.MessageStatus;
import dev.ringback.model.PageRequest;
import dev.ringback.storage.MessageFilter;
import dev.ringback.storage.MessageQuery;
import dev.ringback.storage.MessageStore;
import dev.ringback.twilio.rest.FilterParameters;
import io.javalin.http.Context;
import java.util.List;
import java.util.stream.Stream;

/** {@code /Messages}. */
public final class MessageHandler {
    private static final List<String> STATUSES =
            Stream.of(MessageStatus.values()).map(MessageStatus::value).toList();

    private final MessageStore messages;
    private final Answers answers;

    public MessageHandler(MessageStore messages, Answers answers) {
        this.messages = messages;
        this.answers = answers;
    }

    public void fetch(Context ctx) {
        ApiRequest request = ApiRequest.of(ctx);
        answers.resource(request, MESSAGE, messages.findMessage(request.accountSid(), request.sid("Sid", "SM", "MM")));
    }

    public void list(Context ctx) {
        ApiRequest request = ApiRequest.of(ctx);
        PageRequest page = request.page();
        MessageQuery query = new MessageQuery(request.accountSid(), filter(request.filters()), page);
        answers.list(request, MESSAGE, page, messages.listMessages(query));
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
