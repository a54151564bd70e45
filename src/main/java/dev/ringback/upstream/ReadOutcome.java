package dev.ringback.upstream;

import dev.ringback.model.Resource;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Tells what came of asking Twilio for a resource.
 *
 * @param answer of Twilio; null where there is none, or where another node has asked
 * @param resource what the answer says of it, also where it is too old to be kept; null where there is none
 * @param retryAfter how long Twilio asks to wait, or how long nothing will be sent to it; null where neither is known
 */
public record ReadOutcome(
        Result result,
        @Nullable UpstreamAnswer answer,
        @Nullable Resource resource,
        @Nullable Duration retryAfter) {
    /** Says what came of it. */
    public enum Result {
        /** The mirror has it now, as Twilio has it. */
        STORED,
        /** Twilio does not have it either. */
        MISSING,
        /** Twilio was asked too much, by us or by others. */
        BUSY,
        /** Twilio refuses the credentials. */
        REFUSED,
        /** Twilio cannot be reached, fails, or takes too long. */
        UNAVAILABLE,
        /** Twilio refuses the request itself, as one for a list that reaches too far back, or for what the account may not read. */
        DECLINED,
        /** Something answered that cannot be Twilio, or not what was asked for. */
        UNSAFE;

        /** Tells what an answer of Twilio without success means. */
        public static Result of(int status) {
            return switch (status) {
                case 404 -> MISSING;
                case 429 -> BUSY;
                case 401 -> REFUSED;
                case 403 -> DECLINED;
                default -> status >= 500 ? UNAVAILABLE : UNSAFE;
            };
        }

        /** Tells what it means that there is no answer. */
        public static Result of(UpstreamException.Reason reason) {
            return switch (reason) {
                case BUSY -> BUSY;
                case REFUSED -> REFUSED;
                case UNAVAILABLE, UNKNOWN, NOT_TAKEN -> UNAVAILABLE;
                case UNSAFE -> UNSAFE;
            };
        }

        /** Returns the word for it in {@code X-Ringback-Stale}. */
        public String reason() {
            return switch (this) {
                case STORED -> "";
                case MISSING -> "not-at-twilio";
                case BUSY -> "twilio-busy";
                case REFUSED -> "credentials-refused";
                case UNAVAILABLE -> "twilio-unavailable";
                case DECLINED -> "request-refused";
                case UNSAFE -> "answer-refused";
            };
        }
    }

    static ReadOutcome of(Result result) {
        return new ReadOutcome(result, null, null, null);
    }
}
