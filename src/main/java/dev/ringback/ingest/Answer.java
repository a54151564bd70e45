package dev.ringback.ingest;

import dev.ringback.model.EventKind;
import dev.ringback.twilio.callback.CallbackAnswer;
import io.javalin.http.Context;

/** Tells Twilio that a webhook is stored. */
final class Answer {
    private Answer() {}

    static void accepted(Context ctx, EventKind kind) {
        CallbackAnswer answer = CallbackAnswer.to(kind);
        ctx.status(answer.status());
        if (answer.contentType() != null) {
            ctx.contentType(answer.contentType());
        }
        if (answer.body() != null) {
            ctx.result(answer.body());
        }
    }
}
