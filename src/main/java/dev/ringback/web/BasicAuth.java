package dev.ringback.web;

import dev.ringback.model.Account;
import dev.ringback.model.Accounts;
import dev.ringback.query.Caller;
import dev.ringback.twilio.rest.TwilioException;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks for HTTP Basic as Twilio does: an AccountSid with any of its auth tokens, or the SID of an API key with its secret. How long the
 * check takes says nothing about a secret.
 */
final class BasicAuth implements Handler {
    private static final String SCHEME = "Basic ";
    private static final String BEARER = "Bearer";

    private final Map<String, Login> logins = new HashMap<>();
    /** Takes the place of an unknown user name's secrets, so that it is refused no faster than a wrong password. */
    private final Login nobody = new Login(null, List.of(bytes("nobody's password")));

    BasicAuth(Accounts accounts) {
        for (Account account : accounts.all()) {
            logins.put(
                    account.sid(),
                    new Login(
                            Caller.withAuthToken(account, accounts),
                            account.authTokens().stream().map(BasicAuth::bytes).toList()));
            account.apiKeys()
                    .forEach((keySid, key) -> logins.put(
                            keySid,
                            new Login(
                                    Caller.withApiKey(account, accounts, keySid, key.role()),
                                    List.of(bytes(key.secret())))));
        }
    }

    /** Holds the caller behind a user name, and the secrets that open it. */
    private record Login(@Nullable Caller caller, List<byte[]> secrets) {
        boolean opensWith(byte[] password) {
            boolean right = false;
            for (byte[] secret : secrets) {
                // No short cut: every secret is compared, whichever was right.
                right |= MessageDigest.isEqual(secret, password);
            }
            return right;
        }
    }

    /**
     * Makes the holder of the credentials the request's {@link Caller}.
     *
     * @throws TwilioException 401 when there are none, or wrong ones
     */
    @Override
    public void handle(Context ctx) {
        String header = ctx.header("Authorization");
        if (isBearer(header)) {
            throw bearer();
        }
        String credentials = credentials(header);
        if (credentials == null) {
            throw TwilioException.unauthorized("Authentication Error - No credentials provided");
        }
        int colon = credentials.indexOf(':');
        String user = colon < 0 ? credentials : credentials.substring(0, colon);
        String password = colon < 0 ? "" : credentials.substring(colon + 1);
        Login login = logins.getOrDefault(user, nobody);
        boolean right = login.opensWith(bytes(password));
        Caller caller = login.caller();
        if (!right || caller == null) {
            throw TwilioException.unauthorized("Authenticate");
        }
        caller.enter(ctx);
    }

    /** Only Twilio can tell whose token that is. */
    private static boolean isBearer(@Nullable String header) {
        return header != null && (header + ' ').regionMatches(true, 0, BEARER + ' ', 0, BEARER.length() + 1);
    }

    /** The 401 for who has, or wants, an OAuth access token. */
    static TwilioException bearer() {
        return TwilioException.unauthorized("Authentication Error - Ringback takes no OAuth access token (Bearer):"
                + " make the client that reads here with AccountSid and auth token,"
                + " or with an API key (SK...) that stands under api_keys in ringback.yaml, and its secret");
    }

    /** User and password as they came; null where none came that can be read. */
    private static @Nullable String credentials(@Nullable String header) {
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return null;
        }
        try {
            byte[] decoded =
                    Base64.getDecoder().decode(header.substring(SCHEME.length()).strip());
            return new String(decoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
