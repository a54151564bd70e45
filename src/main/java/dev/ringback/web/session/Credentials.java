package dev.ringback.web.session;

import dev.ringback.model.Account;
import dev.ringback.model.Accounts;
import dev.ringback.model.Actor;
import dev.ringback.query.Caller;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds the credentials of the settings, as at Twilio: an AccountSid with any of its auth tokens, or the SID of an API key with its secret. How long a check takes
 * says nothing about a secret. Immutable.
 */
final class Credentials {
    private final Map<String, Login> logins = new HashMap<>();
    /** Takes the place of an unknown user name's secrets, so that it is refused no faster than a wrong password. */
    private final Login nobody = new Login(null, List.of("nobody's password"));

    Credentials(Accounts accounts) {
        for (Account account : accounts.all()) {
            logins.put(account.sid(), new Login(Caller.withAuthToken(account, accounts), account.authTokens()));
            account.apiKeys()
                    .forEach((keySid, key) -> logins.put(
                            keySid,
                            new Login(
                                    Caller.withApiKey(account, accounts, keySid, key.role()), List.of(key.secret()))));
        }
    }

    /** Holds the caller behind a user name, and the secrets that open it. */
    private record Login(@Nullable Caller caller, List<String> secrets, List<byte[]> passwords) {
        Login(@Nullable Caller caller, List<String> secrets) {
            this(caller, secrets, secrets.stream().map(Credentials::bytes).toList());
        }

        boolean opensWith(byte[] password) {
            boolean right = false;
            for (byte[] secret : passwords) {
                // No short cut: every secret is compared, whichever was right.
                right |= MessageDigest.isEqual(secret, password);
            }
            return right;
        }
    }

    /** Returns the caller whose user name and password these are; empty where any of them is wrong. */
    Optional<Caller> check(String user, String password) {
        Login login = logins.getOrDefault(user, nobody);
        boolean right = login.opensWith(bytes(password));
        return right ? Optional.ofNullable(login.caller()) : Optional.empty();
    }

    /**
     * Returns the caller who has one of the credentials, without asking for the secret.
     *
     * @param credential as {@link Caller#credential} names it
     */
    Optional<Caller> caller(String accountSid, String credential) {
        return login(accountSid, credential).map(Login::caller);
    }

    /** Returns the secrets of one of the credentials; none where the settings have no such credential. */
    List<String> secrets(String accountSid, String credential) {
        return login(accountSid, credential).map(Login::secrets).orElse(List.of());
    }

    private Optional<Login> login(String accountSid, String credential) {
        return Optional.ofNullable(logins.get(credential.equals(Actor.AUTH_TOKEN) ? accountSid : credential))
                .filter(login -> login.caller() != null
                        && login.caller().accountSid().equals(accountSid)
                        && login.caller().credential().equals(credential));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
