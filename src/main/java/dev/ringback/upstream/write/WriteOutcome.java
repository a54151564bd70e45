package dev.ringback.upstream.write;

import dev.ringback.upstream.UpstreamAnswer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Tells what came of a write.
 *
 * @param answer of Twilio, which the caller gets as it is; null for all but {@link Result#ANSWERED}
 * @param text says more, for people
 * @param retryAfter when it may be tried again; null where that is not known
 * @param callback what became of the callback URL that the caller has set
 */
public record WriteOutcome(
        Result result,
        @Nullable UpstreamAnswer answer,
        String text,
        @Nullable Duration retryAfter,
        CallbackFate callback) {
    /** Says what came of it. */
    public enum Result {
        /** Twilio has answered, well or not. */
        ANSWERED,
        /** It must not be repeated, and nobody knows whether it was done. */
        UNKNOWN,
        /** It was not done: Twilio was asked too much. */
        BUSY,
        /** It was not done: Twilio refuses Ringback's credentials. */
        REFUSED,
        /** It may be repeated without harm, and nobody knows whether it was done. */
        UNCERTAIN,
        /** It was not done: something is out of reach. */
        UNAVAILABLE
    }

    static WriteOutcome answered(UpstreamAnswer answer) {
        return new WriteOutcome(Result.ANSWERED, answer, "", null, CallbackFate.UNTOUCHED);
    }

    static WriteOutcome of(Result result, String text) {
        return new WriteOutcome(result, null, text, null, CallbackFate.UNTOUCHED);
    }

    /** @param pause null where it is not known when it may be tried again */
    WriteOutcome after(@Nullable Duration pause) {
        return new WriteOutcome(result, answer, text, pause, callback);
    }

    WriteOutcome with(CallbackFate fate) {
        return new WriteOutcome(result, answer, text, retryAfter, fate);
    }
}
