package dev.ringback.upstream.status;

/** Says that the status page could not be read, or that what was read cannot be Twilio's: nothing of it is stored. */
final class UnreadableStatusException extends Exception {
    private static final long serialVersionUID = 1;

    private final Outcome outcome;

    UnreadableStatusException(Outcome outcome, String message) {
        super(message);
        this.outcome = outcome;
    }

    Outcome outcome() {
        return outcome;
    }

    /** Names what can be wrong, as metrics spell it in small letters. */
    enum Outcome {
        /** No answer came, or not in time. */
        UNREACHABLE,
        /** The answer is no success. */
        REFUSED,
        /** The answer is no summary of a status page. */
        UNREADABLE
    }
}
