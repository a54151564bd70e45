package dev.ringback.web.session;

import dev.ringback.model.Actor;
import dev.ringback.model.Role;
import dev.ringback.query.Caller;
import io.javalin.http.Context;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tells a page who looks at it, and what its forms must carry so that they are believed. */
public final class SignedIn {
    /** Name of the field of forms that holds {@link #csrf}. */
    public static final String CSRF_FIELD = "csrf";

    /** Name of the header that holds the same, for requests that are no forms. */
    public static final String CSRF_HEADER = "X-CSRF-Token";

    private static final String ATTRIBUTE = "ringback.signed-in";

    private final Caller caller;
    private final boolean session;
    private final Supplier<String> csrf;

    private SignedIn(Caller caller, boolean session, Supplier<String> csrf) {
        this.caller = caller;
        this.session = session;
        this.csrf = csrf;
    }

    /** Makes the holder of a session the caller of a request. */
    static void withSession(Context ctx, Caller caller, String token) {
        enter(ctx, new SignedIn(caller, true, () -> Sessions.formToken(token)));
    }

    /** Makes the holder of credentials that came with a request its caller. */
    static SignedIn withBasic(Context ctx, Caller caller, Supplier<String> csrf) {
        return enter(ctx, new SignedIn(caller, false, csrf));
    }

    private static SignedIn enter(Context ctx, SignedIn signedIn) {
        signedIn.caller.enter(ctx);
        ctx.attribute(ATTRIBUTE, signedIn);
        return signedIn;
    }

    /**
     * Returns who looks at a page.
     *
     * @throws dev.ringback.twilio.rest.TwilioException 401 where nobody has checked that: a page that was forgotten stays closed
     */
    public static SignedIn of(Context ctx) {
        @Nullable SignedIn signedIn = ctx.attribute(ATTRIBUTE);
        if (signedIn == null) {
            throw BasicHeader.missing();
        }
        return signedIn;
    }

    /** Returns the caller, who says what may be seen. */
    public Caller caller() {
        return caller;
    }

    /** Returns the account of the credentials. */
    public String accountSid() {
        return caller.accountSid();
    }

    /** Returns the SID of the API key, or {@link Actor#AUTH_TOKEN}. */
    public String credential() {
        return caller.credential();
    }

    public Role role() {
        return caller.role();
    }

    /** Tells whether a role lets do what needs at least another, so that no page shows a button that would be refused. */
    public boolean may(Role least) {
        return role().includes(least);
    }

    /** Tells whether there is a session, which can be ended; a browser that was asked for Basic sends that until it is closed. */
    public boolean hasSession() {
        return session;
    }

    /** Returns what each form has to carry in its field {@value #CSRF_FIELD}. */
    public String csrf() {
        return csrf.get();
    }
}
