package dev.ringback.web.session;

/** A page was asked for without credentials: whoever asks is sent to the form to sign in. */
public final class SignInNeededException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String location;

    /** @param next the path to which the form leads on */
    SignInNeededException(String next) {
        // Part of normal traffic: nobody reads its stack trace.
        super("sign in first", null, false, false);
        this.location = LocalPath.signIn(next);
    }

    /** Returns the address of the form. */
    public String location() {
        return location;
    }
}
