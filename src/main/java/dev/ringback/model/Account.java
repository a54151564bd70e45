package dev.ringback.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Twilio account as the settings describe it: whom we believe, and who may read.
 *
 * @param sid 34 characters, {@code AC...}
 * @param authTokens at least one; all of them are accepted, the first signs what we send
 * @param parent SID of the account whose credentials may read this one, or null
 * @param signingKeys shared keys that sign webhooks instead of an auth token; may be empty
 * @param apiKeys API keys by their SIDs ({@code SK...}); they do what their roles say, they never sign
 */
public record Account(
        String sid,
        List<String> authTokens,
        @Nullable String parent,
        List<SigningKey> signingKeys,
        Map<String, ApiKey> apiKeys) {

    public Account {
        authTokens = List.copyOf(authTokens);
        signingKeys = List.copyOf(signingKeys);
        apiKeys = Map.copyOf(apiKeys);
    }

    /** An account with one auth token and nothing else, as most users have. */
    public static Account of(String sid, String authToken) {
        return new Account(sid, List.of(authToken), null, List.of(), Map.of());
    }

    /** The SID alone: an account is logged, its secrets are not. */
    @Override
    public String toString() {
        return "Account[" + sid + "]";
    }
}
