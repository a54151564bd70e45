package dev.ringback.upstream;

/** Says why there is no answer of Twilio. */
public final class UpstreamException extends Exception {
    private static final long serialVersionUID = 1;

    private final Reason reason;

    public UpstreamException(Reason reason, String message) {
        super(message);
        this.reason = reason;
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
        UNSAFE
    }
}
