package dev.ringback.upstream.list;

import dev.ringback.upstream.ReadOutcome.Result;
import dev.ringback.upstream.UpstreamAnswer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Tells what came of passing a page of a list on.
 *
 * @param answer of Twilio; null where there is none that a caller may see
 * @param result {@code STORED} for a page, else why there is none
 * @param retryAfter how long nothing will be sent to Twilio; null where that is not known
 */
public record PassedPage(
        @Nullable UpstreamAnswer answer,
        Result result,
        @Nullable Duration retryAfter) {
    /** Tells whether it is a page, or an error that the caller has to mend. */
    public boolean isForTheCaller() {
        return result == Result.STORED || result == Result.MISSING || result == Result.DECLINED;
    }

    static PassedPage failed(Result result) {
        return new PassedPage(null, result, null);
    }
}
