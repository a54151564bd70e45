package dev.ringback.query;

import static dev.ringback.twilio.rest.MessageViews.MESSAGE;

import dev.ringback.model.PageRequest;
import dev.ringback.storage.MessageQuery;
import dev.ringback.storage.MessageStore;
import io.javalin.http.Context;

/** {@code /Messages}. */
public final class MessageHandler {
    private final MessageStore messages;
    private final Answers answers;

    public MessageHandler(MessageStore messages, Answers answers) {
        this.messages = messages;
        this.answers = answers;
    }

    public void fetch(Context ctx) {
        ApiRequest request = ApiRequest.of(ctx);
        answers.resource(request, MESSAGE, messages.findMessage(request.accountSid(), request.path("Sid")));
    }

    public void list(Context ctx) {
        ApiRequest request = ApiRequest.of(ctx);
        PageRequest page = request.page();
        answers.list(request, MESSAGE, page, messages.listMessages(new MessageQuery(request.accountSid(), page)));
    }
}
