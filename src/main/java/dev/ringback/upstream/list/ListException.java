package dev.ringback.upstream.list;

/** Says why there is no page of a list. */
public final class ListException extends Exception {
    private static final long serialVersionUID = 1;

    private final Reason reason;

    public ListException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** Tells whether another attempt may help. */
    public enum Reason {
        /** Twilio is busy or cannot be reached, or the database cannot be written: the same page may be asked for later. */
        LATER,
        /** Twilio refuses the credentials. */
        CREDENTIALS,
        /** Twilio refuses the request: the filters, or the link to a page that has become too old. */
        REQUEST,
        /** The answer cannot be Twilio's. */
        ANSWER
    }
}
