package dev.ringback.vault;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says why content did not come from Twilio, or could not be deleted there. */
public final class ContentException extends Exception {
    private static final long serialVersionUID = 1;

    private final Reason reason;
    private final @Nullable Duration retryAfter;

    public ContentException(Reason reason, String message) {
        this(reason, message, null);
    }

    /** @param retryAfter how long nothing should be asked; null where that is not known */
    public ContentException(Reason reason, String message, @Nullable Duration retryAfter) {
        super(message);
        this.reason = reason;
        this.retryAfter = retryAfter;
    }

    /** Tells whose fault it is, and so what to do. */
    public enum Reason {
        /** Twilio does not have it, or not yet. */
        NOT_FOUND,
        /** Twilio refuses this request, and will do so again. */
        DECLINED,
        /** The body ended early, stalled, or came too slowly. */
        CUT,
        /** A redirect leads elsewhere, or the body is longer than any content is. */
        UNSAFE,
        /** The target did not take it. */
        NOT_TAKEN,
        /** Twilio is asked too much. */
        BUSY,
        /** Twilio fails or cannot be reached. */
        UNAVAILABLE,
        /** Twilio refuses the credentials, or the settings do not let it be asked. */
        REFUSED;

        /** Returns the word that metrics and the ledger show. */
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** Tells whether the content itself is at fault: others may come all the same. */
        public boolean isOfContent() {
            return this == NOT_FOUND || this == DECLINED || this == CUT || this == UNSAFE;
        }
    }

    public Reason reason() {
        return reason;
    }

    /** Returns how long nothing should be asked; null where that is not known. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
