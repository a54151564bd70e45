package dev.ringback.upstream;

/** Says that something answered that cannot be Twilio, or not what was asked for: nothing of it is stored. */
public final class UnsafeAnswerException extends Exception {
    private static final long serialVersionUID = 1;

    public UnsafeAnswerException(String message) {
        super(message);
    }
}
