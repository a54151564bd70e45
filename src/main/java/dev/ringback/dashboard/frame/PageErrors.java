package dev.ringback.dashboard.frame;

import dev.ringback.twilio.rest.TwilioError;
import dev.ringback.twilio.rest.TwilioException;
import io.javalin.http.Context;
import io.javalin.http.Handler;

/** Lets pages say in words of their own what the API says in JSON. Safe for use by many threads. */
public final class PageErrors {
    private final Frames frames;
    private final PageWriter writer;

    public PageErrors(Frames frames, PageWriter writer) {
        this.frames = frames;
        this.writer = writer;
    }

    /** Returns a handler that answers as another, and with a page where that refuses. */
    public Handler around(String active, Handler page) {
        return ctx -> {
            try {
                page.handle(ctx);
            } catch (TwilioException refused) {
                explain(ctx, active, refused);
            }
        };
    }

    private void explain(Context ctx, String active, TwilioException refused) {
        TwilioError error = refused.error();
        if (error == TwilioError.PERMISSION_DENIED) {
            throw refused;
        }
        boolean isMissing = error == TwilioError.NOT_FOUND;
        String title = isMissing
                ? "Not known here"
                : error == TwilioError.FORBIDDEN ? "Not open to you" : "This cannot be shown";
        String text = isMissing
                ? "Nothing is known here of that. It may have been deleted, be older than what is kept, or belong to another account."
                : refused.getMessage() + ".";
        ctx.status(error.status());
        writer.send(ctx, "problem", frames.aroundRefusal(ctx, active, title), new ProblemView(text));
    }
}
