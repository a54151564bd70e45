package dev.ringback.web.media;

import dev.ringback.model.Account;
import dev.ringback.model.Accounts;
import dev.ringback.query.Caller;
import dev.ringback.query.QueryString;
import dev.ringback.twilio.rest.TwilioError;
import dev.ringback.twilio.rest.TwilioException;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Clock;
import java.util.Optional;

/** Takes the signature of a link in the place of credentials: whoever has the link may read what it leads to, until it ends. Safe for use by many threads. */
final class LinkCheck implements Handler {
    private final Accounts accounts;
    private final LinkKeys keys;
    private final Clock clock;

    LinkCheck(Accounts accounts, LinkKeys keys, Clock clock) {
        this.accounts = accounts;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * Makes the account of a link the caller of the request.
     *
     * @throws TwilioException 403 for a link that nobody has signed, whether or not there is what it leads to; 410 for one that has ended
     */
    @Override
    public void handle(Context ctx) {
        ctx.header("Cache-Control", "no-store");
        ctx.header("Referrer-Policy", "no-referrer");
        Optional<MediaLink.Signed> signed =
                MediaLink.read(QueryString.parameters(ctx)).filter(keys::haveSigned);
        Optional<Account> account =
                signed.flatMap(known -> accounts.find(known.link().accountSid()));
        if (signed.isEmpty() || account.isEmpty()) {
            throw new TwilioException(TwilioError.FORBIDDEN, "The link is not valid");
        }
        if (!clock.instant().isBefore(signed.get().link().expiresAt())) {
            throw new TwilioException(TwilioError.GONE, "The link has ended");
        }
        Caller.withSignedLink(account.get()).enter(ctx);
    }
}
