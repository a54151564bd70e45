package dev.ringback.twilio.callback;

/** The body is not what its content type says. Twilio sends no such request. */
public final class MalformedBodyException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedBodyException(String what) {
        super(what);
    }
}
