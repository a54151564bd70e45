package dev.ringback.query;

import dev.ringback.twilio.rest.TwilioError;
import dev.ringback.twilio.rest.TwilioException;
import io.javalin.http.Context;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Refuses reads that Twilio alone could answer, and has not. Stateless. */
public final class Unanswered {
    private Unanswered() {}

    /**
     * Returns a 429 or 503, and says in a header when to ask again.
     *
     * @param isBusy whether Twilio was asked too much, by whomever
     * @param retryAfter when to ask again; null where that is not known: in a second
     * @param reason why there is no answer, in a word
     */
    public static TwilioException now(Context ctx, boolean isBusy, @Nullable Duration retryAfter, String reason) {
        ctx.header("Retry-After", Long.toString(retryAfter == null ? 1 : Math.max(1, retryAfter.toSeconds())));
        return isBusy
                ? new TwilioException(TwilioError.TOO_MANY_REQUESTS, "Too Many Requests")
                : new TwilioException(TwilioError.UNAVAILABLE, "Twilio could not be asked: " + reason);
    }
}
