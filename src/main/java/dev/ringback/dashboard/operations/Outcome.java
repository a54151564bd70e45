package dev.ringback.dashboard.operations;

import dev.ringback.model.Parameters;
import dev.ringback.query.QueryString;
import dev.ringback.twilio.FormEncoder;
import dev.ringback.twilio.rest.TwilioException;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Objects;

/** Carries to the page what has become of an action, in its address: a page that is loaded again does not act again. */
final class Outcome {
    private static final String PAGE = "/operations";
    private static final String DONE = "Done";
    private static final String PROBLEM = "Problem";
    private static final int MOST = 300;

    private Outcome() {}

    /** Returns what the address says was done; empty for nothing. */
    static String done(Context ctx) {
        return text(ctx, DONE);
    }

    /** Returns what the address says could not be done, and why; empty for nothing. */
    static String problem(Context ctx) {
        return text(ctx, PROBLEM);
    }

    private static String text(Context ctx, String name) {
        String text = Objects.requireNonNullElse(QueryString.parameters(ctx).text(name), "");
        return text.length() > MOST ? text.substring(0, MOST) : text;
    }

    /**
     * Returns a handler that does as another, and leads back to the page.
     *
     * @param done what to say where it was done
     */
    static Handler of(Handler action, String done) {
        return ctx -> {
            try {
                action.handle(ctx);
                back(ctx, DONE, done);
            } catch (TwilioException refused) {
                back(ctx, PROBLEM, String.valueOf(refused.getMessage()));
            }
        };
    }

    static void back(Context ctx, String name, String text) {
        ctx.status(HttpStatus.OK).result("");
        ctx.redirect(
                PAGE + '?' + FormEncoder.query(new Parameters(List.of(new Parameters.Parameter(name, text)))),
                HttpStatus.SEE_OTHER);
    }
}
