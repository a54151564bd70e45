package dev.ringback.query;

import dev.ringback.model.Account;
import dev.ringback.model.Accounts;
import dev.ringback.model.Actor;
import dev.ringback.model.Role;
import dev.ringback.storage.AccountScope;
import dev.ringback.twilio.rest.TwilioError;
import dev.ringback.twilio.rest.TwilioException;
import io.javalin.http.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Represents the holder of the credentials that came with a request: their account, what they open, and what their role allows. */
public final class Caller {
    private static final String ATTRIBUTE = "ringback.caller";

    private final Account account;
    private final Accounts accounts;
    private final String credential;
    private final Role role;

    private Caller(Account account, Accounts accounts, String credential, Role role) {
        this.account = account;
        this.accounts = accounts;
        this.credential = credential;
        this.role = role;
    }

    /** Returns the caller who has an auth token of an account: that opens everything the account may do. */
    public static Caller withAuthToken(Account account, Accounts accounts) {
        return new Caller(account, accounts, Actor.AUTH_TOKEN, Role.ADMIN);
    }

    /** Returns the caller who has an API key of an account. */
    public static Caller withApiKey(Account account, Accounts accounts, String keySid, Role role) {
        return new Caller(account, accounts, keySid, role);
    }

    /** Returns the caller who has a signed link to something of an account: that opens nothing else. */
    public static Caller withSignedLink(Account account) {
        return new Caller(account, new Accounts(List.of(account)), Actor.SIGNED_LINK, Role.VIEWER);
    }

    /**
     * The caller of a request.
     *
     * @throws TwilioException 401 when nobody has checked credentials: a route that was forgotten stays closed
     */
    public static Caller of(Context ctx) {
        @Nullable Caller caller = ctx.attribute(ATTRIBUTE);
        if (caller == null) {
            throw TwilioException.unauthorized("Authentication Error - No credentials provided");
        }
        return caller;
    }

    /** Makes this the caller of a request whose credentials were right. */
    public void enter(Context ctx) {
        ctx.attribute(ATTRIBUTE, this);
    }

    /** Names the caller for the audit. */
    public Actor actor() {
        return Actor.of(account.sid(), credential, role);
    }

    /**
     * Lets those pass whose role includes another.
     *
     * @throws TwilioException 403 for all others; it names both roles
     */
    public void needs(Role least) {
        if (!role.includes(least)) {
            throw new TwilioException(
                    TwilioError.FORBIDDEN,
                    "This needs the role " + least.value() + ": the API key " + credential + " has the role "
                            + role.value());
        }
    }

    /** Returns the SID of the API key, {@link Actor#AUTH_TOKEN}, or {@link Actor#SIGNED_LINK}. */
    public String credential() {
        return credential;
    }

    /** Returns what the credentials allow. */
    public Role role() {
        return role;
    }

    /** The account that the credentials belong to. */
    public String accountSid() {
        return account.sid();
    }

    /** The accounts that the credentials open, its own first. */
    public List<String> accountSids() {
        return accounts.readableBy(account);
    }

    /**
     * The accounts whose events and quarantined requests the credentials open. What names an account that the settings do not have may
     * belong to any tenant, so it is for those alone whose credentials open every account of the settings.
     */
    public AccountScope scope() {
        return opensEverything() ? AccountScope.all() : AccountScope.of(accountSids());
    }

    /**
     * The one account that a parameter names.
     *
     * @throws TwilioException 403 when the credentials do not open it, whether or not it exists
     */
    public AccountScope scope(String accountSid) {
        if (!opensEverything() && !accountSids().contains(accountSid)) {
            throw new TwilioException(TwilioError.FORBIDDEN, "The credentials do not open account " + accountSid);
        }
        return AccountScope.of(List.of(accountSid));
    }

    /** Tells whether other settings have the account with the same credentials, and let it open the same. */
    public boolean isSameIn(Accounts others) {
        return others.find(account.sid()).filter(account::equals).isPresent()
                && withAuthToken(account, others).scope().equals(scope());
    }

    /**
     * Lets those pass whose credentials open every account of the settings: what is not of one account is for them alone.
     *
     * @throws TwilioException 403 for all others
     */
    public void needsEverything() {
        if (!opensEverything()) {
            throw new TwilioException(
                    TwilioError.FORBIDDEN,
                    "This is about all accounts together: the credentials have to open every account of the settings");
        }
    }

    /** Tells whether the credentials open every account of the settings. */
    public boolean opensEverything() {
        return accountSids().size() == accounts.all().size();
    }

    /**
     * The account that the path names.
     *
     * @throws TwilioException 401 when the credentials do not open it, whether or not it exists
     */
    public String pathAccountSid(Context ctx) {
        String named = ctx.pathParam("AccountSid");
        if (!accounts.mayRead(account, named)) {
            throw TwilioException.unauthorized("Authenticate");
        }
        return named;
    }
}
