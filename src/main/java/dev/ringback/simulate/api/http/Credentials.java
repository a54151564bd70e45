package dev.ringback.simulate.api.http;

import dev.ringback.model.Account;
import dev.ringback.model.Accounts;
import dev.ringback.model.ApiKey;
import dev.ringback.model.Role;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells whose credentials a request carries: an account's SID with its auth token, or an API key with its secret. */
final class Credentials {
    private static final String SCHEME = "Basic ";
    private static final Set<String> READS = Set.of("GET", "HEAD");

    private final Accounts accounts;

    Credentials(Accounts accounts) {
        this.accounts = accounts;
    }

    /**
     * Returns who asks.
     *
     * @throws ApiError 401 with code 20003 when the credentials are missing or wrong
     */
    Caller caller(@Nullable String authorization) {
        String[] pair = decode(authorization).split(":", 2);
        if (pair.length == 2) {
            for (Account account : accounts.all()) {
                if (account.sid().equals(pair[0]) && account.authTokens().contains(pair[1])) {
                    return new Caller(account, null);
                }
                ApiKey key = account.apiKeys().get(pair[0]);
                if (key != null && key.secret().equals(pair[1])) {
                    return new Caller(account, key);
                }
            }
        }
        throw ApiError.unauthorized();
    }

    /**
     * Refuses an account that the caller's credentials do not open; a parent's open its subaccounts too.
     *
     * @throws ApiError 401 with code 20003
     */
    void checkOpens(Caller caller, String accountSid) {
        if (!accounts.mayRead(caller.account(), accountSid)) {
            throw ApiError.unauthorized();
        }
    }

    /**
     * Refuses a write with an API key that may only read, which stands for Twilio's restricted keys.
     *
     * @throws ApiError 403; nobody has confirmed which code Twilio gives it
     */
    void checkMay(Caller caller, String method) {
        ApiKey key = caller.key();
        if (key != null && key.role() == Role.VIEWER && !READS.contains(method)) {
            throw ApiError.of(403, 20403, "Forbidden");
        }
    }

    private static String decode(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return "";
        }
        try {
            byte[] decoded = Base64.getDecoder()
                    .decode(authorization.substring(SCHEME.length()).strip());
            return new String(decoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }
}
