package dev.ringback.upstream;

import dev.ringback.concurrent.FailedStage;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Says why there is no answer of Twilio. */
public final class UpstreamException extends Exception {
    private static final long serialVersionUID = 1;

    private final Reason reason;
    private final @Nullable Duration retryAfter;

    public UpstreamException(Reason reason, String message) {
        this(reason, message, null);
    }

    /** @param retryAfter how long nothing will be sent to the host, in whole seconds; null where that is not known */
    UpstreamException(Reason reason, String message, @Nullable Duration retryAfter) {
        super(message);
        this.reason = reason;
        this.retryAfter = retryAfter;
    }

    /**
     * Tells how long nothing will be sent after a failure.
     *
     * @param failure also one that wraps an exception of this kind
     * @return in whole seconds, at least one; null where that is not known
     */
    public static @Nullable Duration retryAfter(@Nullable Throwable failure) {
        Throwable cause = FailedStage.causeOrNull(failure);
        return cause instanceof UpstreamException known ? known.retryAfter : null;
    }

    public Reason reason() {
        return reason;
    }

    /** Tells what is known about the request. */
    public enum Reason {
        /** It was not sent in time: others went first, or the budget is used up. */
        BUSY,
        /** It was not sent: Twilio cannot be reached, or not without the database. */
        UNAVAILABLE,
        /** It was not sent: Twilio refuses the credentials of the account. */
        REFUSED,
        /** It was sent, and nobody knows what became of it. */
        UNKNOWN,
        /** Something answered that cannot be Twilio, or not what was asked for. */
        UNSAFE,
        /** It was sent and answered, and whoever asked did not take the answer. */
        NOT_TAKEN
    }
}
