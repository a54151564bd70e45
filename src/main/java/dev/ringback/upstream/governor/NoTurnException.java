package dev.ringback.upstream.governor;

/** Says that a request was not sent, and why. */
public final class NoTurnException extends Exception {
    private static final long serialVersionUID = 1;

    private final Reason reason;

    NoTurnException(Reason reason) {
        super(reason.text);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** Tells why a request was not sent. */
    public enum Reason {
        /** Its patience ended before it was its turn. */
        NO_TURN("it was not its turn in time"),
        /** The requests of the day are used up. */
        DAY_IS_USED("the requests of this day are used up"),
        /** Twilio refuses the credentials of the account. */
        STOPPED("Twilio refuses the credentials"),
        /** The database, by which nodes agree on what may be asked, cannot be written. */
        NO_DATABASE("the database cannot be written"),
        /** The server stops. */
        CLOSED("the server stops");

        private final String text;

        Reason(String text) {
            this.text = text;
        }
    }
}
