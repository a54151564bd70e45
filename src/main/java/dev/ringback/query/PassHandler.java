package dev.ringback.query;

import dev.ringback.twilio.rest.TwilioError;
import dev.ringback.twilio.rest.TwilioException;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;

/**
 * Answers reads of what the mirror does not hold: Twilio does, where the settings let it be asked, and otherwise it is a 404. Twilio's answer goes to the
 * caller as it is, without auth tokens.
 */
public final class PassHandler {
    private static final List<String> HEADERS = List.of("Content-Type", "Location", "Retry-After", "Twilio-Request-Id");

    private final TwilioReads twilio;

    public PassHandler(TwilioReads twilio) {
        this.twilio = twilio;
    }

    /** Passes on what Ringback knows nothing of. */
    public CompletionStage<Handler> pass(Context ctx) {
        String accountSid = Caller.of(ctx).pathAccountSid(ctx);
        if (!twilio.passes() || !isPlain(ctx.req().getRequestURI())) {
            throw ApiRequest.notFound(ctx);
        }
        return send(ctx, accountSid);
    }

    /**
     * Passes on what only Twilio can know.
     *
     * @param reason why the mirror does not have it, as a half sentence
     */
    public CompletionStage<Handler> passOr404(Context ctx, String reason) {
        String accountSid = Caller.of(ctx).pathAccountSid(ctx);
        if (!twilio.passes() || !isPlain(ctx.req().getRequestURI())) {
            throw new TwilioException(
                    TwilioError.NOT_FOUND,
                    TwilioException.notFound(ctx.path()).text() + ": " + reason
                            + ", so this copy of your Twilio data does not have it; ask Twilio");
        }
        return send(ctx, accountSid);
    }

    /** Refuses paths that lead elsewhere when somebody behind us puts them straight: the credentials may open more than the caller's do. */
    private static boolean isPlain(String path) {
        String small = path.toLowerCase(Locale.ROOT);
        return !small.contains("/.") && !small.contains("//") && !small.contains("%2") && !small.contains("%5c");
    }

    private CompletionStage<Handler> send(Context ctx, String accountSid) {
        String query = WaitParameters.withoutWait(ctx.queryString());
        String target = ctx.req().getRequestURI() + (query == null ? "" : '?' + query);
        return twilio.pass(accountSid, target).thenApply(passed -> late -> answer(late, passed));
    }

    /** Answers as Twilio did. */
    static void answer(Context ctx, TwilioReads.Passed passed) {
        if (passed.body().length == 0 && (passed.status() == 429 || passed.status() == 503)) {
            ctx.header("Retry-After", passed.header("retry-after").orElse("1"));
            throw passed.status() == 429
                    ? new TwilioException(TwilioError.TOO_MANY_REQUESTS, "Too Many Requests")
                    : new TwilioException(TwilioError.UNAVAILABLE, "Twilio could not be asked");
        }
        ctx.status(passed.status());
        for (String name : HEADERS) {
            passed.header(name.toLowerCase(Locale.ROOT)).ifPresent(value -> ctx.header(name, value));
        }
        ctx.result(passed.body());
    }
}
