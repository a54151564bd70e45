package dev.ringback.web.session;

import io.javalin.http.Context;

/** Shows the form to sign in. */
@FunctionalInterface
public interface SignInPage {
    /** Writes body, content type and Content-Security-Policy; the status and all other headers are set. */
    void write(Context ctx, SignInForm form);
}
