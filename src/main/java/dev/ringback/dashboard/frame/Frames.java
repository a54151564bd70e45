package dev.ringback.dashboard.frame;

import dev.ringback.dashboard.text.SidText;
import dev.ringback.model.Actor;
import dev.ringback.model.Parameters;
import dev.ringback.query.Caller;
import dev.ringback.query.QueryString;
import dev.ringback.twilio.rest.TwilioError;
import dev.ringback.twilio.rest.TwilioException;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Objects;
import java.util.Set;

/** Makes what stands around a page from its request. Safe for use by many threads. */
public final class Frames {
    /** Names the account of a page. */
    public static final String ACCOUNT = "Account";

    private static final String THEME = "ringback-theme";
    private static final Set<String> THEMES = Set.of("dark", "light");

    private final Assets assets;
    private final Visitors visitors;

    /** @param visitors tells who has signed in */
    public Frames(Assets assets, Visitors visitors) {
        this.assets = assets;
        this.visitors = visitors;
    }

    /**
     * Makes the frame of a request.
     *
     * @throws TwilioException 403 where the query names an account that the caller may not read
     */
    public Frame of(Context ctx, String active, String title) {
        return of(ctx, active, title, accountSid(Caller.of(ctx), QueryString.parameters(ctx)));
    }

    /** Makes the frame around the words that refuse a request: of the caller's own account where the query names a foreign one. */
    Frame aroundRefusal(Context ctx, String active, String title) {
        Caller caller = Caller.of(ctx);
        String named = QueryString.parameters(ctx).text(ACCOUNT);
        return of(
                ctx,
                active,
                title,
                named != null && caller.accountSids().contains(named) ? named : caller.accountSid());
    }

    private Frame of(Context ctx, String active, String title, String accountSid) {
        Caller caller = Caller.of(ctx);
        Parameters query = QueryString.parameters(ctx);
        String theme = Objects.requireNonNullElse(ctx.cookie(THEME), "");
        Visitors.Visitor visitor = visitors.of(ctx);
        return new Frame(
                title,
                active,
                accountSid,
                !accountSid.equals(caller.accountSid()),
                caller.accountSids(),
                Objects.requireNonNullElse(query.text("q"), ""),
                caller.credential().equals(Actor.AUTH_TOKEN)
                        ? SidText.shortened(caller.accountSid())
                        : SidText.shortened(caller.credential()),
                caller.role().value(),
                visitor.csrf(),
                visitor.isSession(),
                THEMES.contains(theme) ? theme : "",
                null,
                assets.version());
    }

    /** Leads to the first page of the account that the query names. */
    public void switchAccount(Context ctx) {
        ctx.redirect(of(ctx, "", "").link("/"), HttpStatus.SEE_OTHER);
    }

    /** Returns the account that a page shows. */
    public static String accountSid(Caller caller, Parameters query) {
        String named = query.text(ACCOUNT);
        if (named != null && !caller.accountSids().contains(named)) {
            throw new TwilioException(TwilioError.FORBIDDEN, "The credentials do not open account " + named);
        }
        return named == null ? caller.accountSid() : named;
    }
}
