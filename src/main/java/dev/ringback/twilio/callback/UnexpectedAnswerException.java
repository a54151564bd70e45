package dev.ringback.twilio.callback;

/** An answer is not what was asked for, and nothing may follow from it. The message says why, without what the answer holds. */
public final class UnexpectedAnswerException extends Exception {
    private static final long serialVersionUID = 1L;

    public UnexpectedAnswerException(String reason) {
        super(reason);
    }
}
