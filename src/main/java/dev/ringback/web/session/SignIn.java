package dev.ringback.web.session;

import dev.ringback.model.Accounts;
import dev.ringback.model.Parameters;
import dev.ringback.query.Caller;
import dev.ringback.query.ExternalUrl;
import dev.ringback.query.QueryString;
import dev.ringback.web.proxy.ClientAddress;
import dev.ringback.web.session.SignInMetrics.Outcome;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The addresses at which people sign in and out with a browser. Immutable. */
public final class SignIn {
    public static final String PATH = LocalPath.SIGN_IN;
    /** Stands beside the pages: browsers send the credentials by themselves only to what lies beside or below where they were asked for them. */
    public static final String BASIC_PATH = PATH + "-basic";

    public static final String OUT_PATH = LocalPath.SIGN_OUT;

    private static final String WRONG = "User name or password are wrong.";
    private static final int SEE_OTHER = 303;

    /** No user name of ours is longer. */
    private static final int MAX_USER = 200;

    private final Credentials credentials;
    private final Sessions sessions;
    private final ExternalUrl url;
    private final SignInPage page;
    private final Attempts attempts;
    private final Admission admission;

    private SignIn(Credentials credentials, Sessions sessions, ExternalUrl url, SignInPage page, Attempts attempts) {
        this.credentials = credentials;
        this.sessions = sessions;
        this.url = url;
        this.page = page;
        this.attempts = attempts;
        this.admission = new Admission(credentials, sessions, new SameOrigin(url), attempts);
    }

    /**
     * Holds what counts on from one reading of the settings to the next.
     *
     * @param page shows the form
     */
    public record Lasting(Sessions sessions, FailedSignIns failures, SignInMetrics metrics, SignInPage page) {}

    /**
     * Lets in the accounts of the settings.
     *
     * @param url by which browsers reach this door
     */
    public static SignIn of(Accounts accounts, Lasting lasting, ExternalUrl url, ClientAddress addresses) {
        return new SignIn(
                new Credentials(accounts),
                lasting.sessions(),
                url,
                lasting.page(),
                new Attempts(lasting.failures(), addresses, lasting.metrics()));
    }

    /** Returns what finds out who sends a request. */
    public Admission admission() {
        return admission;
    }

    /** Shows the form. */
    public void form(Context ctx) {
        show(ctx, new SignInForm("", next(QueryString.parameters(ctx)), ""));
    }

    /** Begins a session, and goes on to the page that was wanted. Shows the form again, 401, where the credentials are wrong. */
    public CompletionStage<Handler> submit(Context ctx) {
        admission.needsNoForeignPage(ctx);
        Parameters form = PageForm.of(ctx);
        String user = Objects.requireNonNullElse(form.get("user"), "").strip();
        String password = Objects.requireNonNullElse(form.get("password"), "");
        String next = next(form);
        Optional<Caller> caller = credentials.check(user, password);
        if (caller.isEmpty()) {
            return attempts.wrong(ctx, late -> {
                late.status(401);
                show(late, new SignInForm(user.length() > MAX_USER ? "" : user, next, WRONG));
            });
        }
        String token = begin(ctx, caller.get(), password);
        return done(entered -> {
            SessionCookie.set(entered, token, isSecure(entered));
            seeOther(entered, next);
        });
    }

    private String begin(Context ctx, Caller caller, String password) {
        // What a browser had before is of no more use to anybody.
        SessionCookie.tokens(ctx).forEach(sessions::end);
        String token = sessions.begin(caller, password);
        attempts.count(Outcome.SIGNED_IN);
        return token;
    }

    /** Ends the session of a browser, on all nodes, and shows the form. */
    public void out(Context ctx) {
        List<String> tokens = SessionCookie.tokens(ctx);
        for (String token : tokens) {
            if (sessions.caller(token, credentials).isPresent()) {
                admission.needsFormOf(ctx, token);
                sessions.end(token);
                attempts.count(Outcome.SIGNED_OUT);
            }
        }
        SessionCookie.clear(ctx, isSecure(ctx));
        seeOther(ctx, PATH);
    }

    /**
     * Begins a session if HTTP Basic came, and goes on to the page that was wanted; asks for Basic otherwise. Browsers need not send to other pages what was in the
     * address of this one. A page of another site can begin no session: it would be that of its own credentials.
     */
    public CompletionStage<Handler> basic(Context ctx) {
        String next = next(QueryString.parameters(ctx));
        return admission.pageWithBasic(ctx).thenApply(checked -> answered -> {
            checked.handle(answered);
            if (SameOrigin.isRead(answered) && !admission.isFollowedFromForeignPage(answered)) {
                String password =
                        BasicHeader.read(answered.header(BasicHeader.NAME)).password();
                SessionCookie.set(
                        answered, begin(answered, SignedIn.of(answered).caller(), password), isSecure(answered));
            }
            seeOther(answered, next);
        });
    }

    private static String next(Parameters parameters) {
        return LocalPath.of(parameters.get("next"));
    }

    private static CompletionStage<Handler> done(Handler answer) {
        return CompletableFuture.completedFuture(answer);
    }

    private boolean isSecure(Context ctx) {
        return url.of(ctx).toLowerCase(Locale.ROOT).startsWith("https:");
    }

    private void show(Context ctx, SignInForm form) {
        neverKept(ctx);
        page.write(ctx, form);
    }

    private static void seeOther(Context ctx, String path) {
        neverKept(ctx);
        ctx.status(SEE_OTHER).header("Location", path);
    }

    /** A policy of no-referrer would hide the origin of the form too. */
    private static void neverKept(Context ctx) {
        ctx.header("Cache-Control", "no-store")
                .header("Referrer-Policy", "same-origin")
                .header("X-Content-Type-Options", "nosniff");
    }
}
