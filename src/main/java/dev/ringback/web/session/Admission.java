package dev.ringback.web.session;

import dev.ringback.model.LinkKey;
import dev.ringback.query.Caller;
import dev.ringback.twilio.rest.TwilioError;
import dev.ringback.twilio.rest.TwilioException;
import dev.ringback.web.session.SameOrigin.Verdict;
import dev.ringback.web.session.SignInMetrics.Outcome;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Lets in whoever sends HTTP Basic as to Twilio, and without it whoever has signed in with a browser. A browser sends both by itself, whichever page has it send
 * something: so what changes something is refused where a foreign page may stand behind it. Immutable.
 */
public final class Admission {
    private static final String PURPOSE_OF_FORMS = "ringback forms of Basic";
    private static final String PAGE = "ringback.page";

    private final Credentials credentials;
    private final Sessions sessions;
    private final SameOrigin sameOrigin;
    private final Attempts attempts;

    Admission(Credentials credentials, Sessions sessions, SameOrigin sameOrigin, Attempts attempts) {
        this.credentials = credentials;
        this.sessions = sessions;
        this.sameOrigin = sameOrigin;
        this.attempts = attempts;
    }

    /** Tells whether a request is for a page. */
    public static boolean isPage(Context ctx) {
        return ctx.attribute(PAGE) != null;
    }

    /** Notes that a request is for a page: whoever asks is a person. */
    public static void markPage(Context ctx) {
        ctx.attribute(PAGE, true);
    }

    /**
     * Makes the holder of the credentials, or of the session, the caller of a request to the API.
     *
     * @throws TwilioException 401 when there are none, or wrong ones; 403 where a foreign page may stand behind it
     */
    public void api(Context ctx) {
        String header = ctx.header(BasicHeader.NAME);
        if (header != null) {
            BasicHeader basic = BasicHeader.read(header);
            Optional<Caller> caller = check(basic);
            if (caller.isEmpty()) {
                attempts.wrongAtApi(ctx);
                throw wrong();
            }
            enter(ctx, caller.get(), basic);
        } else if (!enterBySession(ctx)) {
            BasicHeader.hideChallenge(ctx, SessionCookie.isSent(ctx));
            throw BasicHeader.missing();
        }
    }

    /**
     * Does the same for a page: whoever has no credentials is sent to the form, and wrong ones are answered later where there were many.
     *
     * <p>The stage ends with nothing to be done where the caller may go on.
     */
    public CompletionStage<Handler> page(Context ctx) {
        String header = ctx.header(BasicHeader.NAME);
        if (header != null) {
            return pageWithBasic(ctx, BasicHeader.read(header));
        }
        if (!enterBySession(ctx)) {
            throw new SignInNeededException(SameOrigin.isRead(ctx) ? here(ctx) : LocalPath.FIRST_PAGE);
        }
        return passed();
    }

    /** Asks for Basic, which browsers then ask their user for. */
    CompletionStage<Handler> pageWithBasic(Context ctx) {
        return pageWithBasic(ctx, BasicHeader.read(ctx.header(BasicHeader.NAME)));
    }

    private CompletionStage<Handler> pageWithBasic(Context ctx, BasicHeader basic) {
        Optional<Caller> caller = check(basic);
        if (caller.isEmpty()) {
            return attempts.wrong(ctx, failing -> {
                throw wrong();
            });
        }
        SignedIn signedIn = enter(ctx, caller.get(), basic);
        // Programs have no page, and no token.
        if (!SameOrigin.isRead(ctx) && sameOrigin.of(ctx) == Verdict.OURS) {
            needsToken(ctx, signedIn.csrf());
        }
        return passed();
    }

    private Optional<Caller> check(BasicHeader basic) {
        return credentials.check(basic.user(), basic.password());
    }

    private SignedIn enter(Context ctx, Caller caller, BasicHeader basic) {
        if (!SameOrigin.isRead(ctx) && sameOrigin.of(ctx) == Verdict.FOREIGN) {
            throw refused(SameOrigin.foreign());
        }
        return SignedIn.withBasic(
                ctx, caller, () -> new LinkKey(basic.password(), PURPOSE_OF_FORMS).sign(List.of(basic.user())));
    }

    /** Returns whether there is a session. */
    private boolean enterBySession(Context ctx) {
        for (String token : SessionCookie.tokens(ctx)) {
            Optional<Caller> caller = sessions.caller(token, credentials);
            if (caller.isPresent()) {
                SignedIn.withSession(ctx, caller.get(), token);
                if (!SameOrigin.isRead(ctx)) {
                    needsFormOf(ctx, token);
                }
                return true;
            }
        }
        return false;
    }

    /** Refuses a form that no page of a session has sent. */
    void needsFormOf(Context ctx, String token) {
        needsOurPage(ctx);
        needsToken(ctx, Sessions.formToken(token));
    }

    /** Refuses what does not come from a page of ours. */
    private void needsOurPage(Context ctx) {
        switch (sameOrigin.of(ctx)) {
            case OURS -> {}
            case FOREIGN -> throw refused(SameOrigin.foreign());
            case UNTOLD -> throw refused(SameOrigin.untold());
        }
    }

    /** Refuses what a foreign page has a browser send; lets pass what a program sends. */
    public void needsNoForeignPage(Context ctx) {
        if (sameOrigin.of(ctx) == Verdict.FOREIGN) {
            throw refused(SameOrigin.foreign());
        }
    }

    /** Tells whether a page of another site has led a browser here. An address that a person has typed comes from no page. */
    boolean isFollowedFromForeignPage(Context ctx) {
        return sameOrigin.of(ctx) == Verdict.FOREIGN && !"none".equals(ctx.header("Sec-Fetch-Site"));
    }

    /** Elsewhere than on pages the body is what is to be done, and no form of ours. */
    private void needsToken(Context ctx, String expected) {
        String header = ctx.header(SignedIn.CSRF_HEADER);
        String token = header == null && isPage(ctx) ? PageForm.of(ctx).get(SignedIn.CSRF_FIELD) : header;
        if (!MessageDigest.isEqual(bytes(Objects.requireNonNullElse(token, "")), bytes(expected))) {
            throw refused(new TwilioException(
                    TwilioError.FORBIDDEN,
                    "The page that this comes from belongs to another session, or to none: load it again, and try once more."
                            + " What is no form of a page sends the token in the header " + SignedIn.CSRF_HEADER));
        }
    }

    private TwilioException refused(TwilioException why) {
        attempts.count(Outcome.REFUSED);
        return why;
    }

    private static String here(Context ctx) {
        String query = ctx.queryString();
        String path = String.valueOf(ctx.req().getRequestURI());
        return LocalPath.of(query == null ? path : path + '?' + query);
    }

    /** The 401 for who has, or wants, an OAuth access token. */
    public static TwilioException bearer() {
        return BasicHeader.bearer();
    }

    /** Says how to prove who one is. No browser asks its user for HTTP Basic where a script of a page has noticed the end of a session. */
    public static String challenge(Context ctx) {
        return BasicHeader.isChallengeHidden(ctx) ? "Session realm=\"Ringback\"" : "Basic realm=\"Twilio API\"";
    }

    private static TwilioException wrong() {
        return TwilioException.unauthorized("Authenticate");
    }

    private static CompletionStage<Handler> passed() {
        return CompletableFuture.completedFuture(ctx -> {});
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
