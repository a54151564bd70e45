package dev.ringback.twilio.signature;

import dev.ringback.model.Account;
import dev.ringback.model.Accounts;
import dev.ringback.model.SignatureAlgorithm;
import dev.ringback.model.SigningKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The keys of all accounts, and whose may sign what. Immutable.
 *
 * <p>Twilio signs with the auth token of the account that owns the resource, or with a shared key; never with an API key.
 */
final class KeyRing {
    private final Accounts accounts;
    private final Map<String, List<Key>> bySid;

    private KeyRing(Accounts accounts, Map<String, List<Key>> bySid) {
        this.accounts = accounts;
        this.bySid = bySid;
    }

    /**
     * A key with the account it speaks for.
     *
     * @param id of a shared key, where the settings tell it
     */
    record Key(Account account, @Nullable String id, SignatureAlgorithm algorithm, Signer signer) {}

    static KeyRing of(Accounts accounts) {
        Map<String, List<Key>> bySid = new LinkedHashMap<>();
        for (Account account : accounts.all()) {
            bySid.put(account.sid(), keysOf(account));
        }
        return new KeyRing(accounts, bySid);
    }

    private static List<Key> keysOf(Account account) {
        Stream<SigningKey> tokens =
                account.authTokens().stream().map(token -> new SigningKey(token, SignatureAlgorithm.HMAC_SHA1));
        return Stream.concat(tokens, account.signingKeys().stream())
                // An empty key would let anybody sign.
                .filter(key -> !key.key().isEmpty())
                .map(key -> new Key(account, key.id(), key.algorithm(), Signer.of(key)))
                .toList();
    }

    /** Whether there is anybody who could have signed: an account the request names, or any at all if it names none. */
    boolean knowsAnyOf(List<String> accountSids) {
        return accountSids.isEmpty() ? !bySid.isEmpty() : accountSids.stream().anyMatch(bySid::containsKey);
    }

    /** The keys that may have signed the request: first the one that its header names, then those of its owner. */
    List<Key> entitled(SignedRequest request) {
        String named = request.signatureSettings().keyId();
        List<Key> keys = new ArrayList<>(mayHaveSigned(request));
        if (named != null) {
            // The sort is stable
            keys.sort(Comparator.comparing(key -> !named.equals(key.id())));
        }
        return keys;
    }

    private List<Key> mayHaveSigned(SignedRequest request) {
        if (request.accountSids().isEmpty()) {
            return all();
        }
        List<Account> named = request.accountSids().stream()
                .map(accounts::find)
                .flatMap(Optional::stream)
                .toList();
        return keysOf(request.jsonBody() == null ? mayNameParent(request, named) : maySpeakForAll(named));
    }

    List<Key> all() {
        return bySid.values().stream().flatMap(List::stream).toList();
    }

    /**
     * A form belongs to its owner. Others it names are parents by its own word only: they count if the settings say so too, or know nothing
     * of the owner. Otherwise one tenant could sign what another receives.
     */
    private static List<Account> mayNameParent(SignedRequest request, List<Account> named) {
        Optional<Account> owner = named.stream()
                .filter(account -> account.sid().equals(request.owner()))
                .findFirst();
        return owner.map(known -> named.stream()
                        .filter(account ->
                                account.equals(known) || account.sid().equals(known.parent()))
                        .toList())
                .orElse(named);
    }

    /** A batch may hold events of several accounts: who signs it must be parent of all the others, by the settings. */
    private List<Account> maySpeakForAll(List<Account> named) {
        return named.stream()
                .filter(signer -> named.stream().allMatch(other -> accounts.mayRead(signer, other.sid())))
                .toList();
    }

    private List<Key> keysOf(List<Account> signers) {
        List<Key> keys = new ArrayList<>();
        signers.forEach(account -> keys.addAll(bySid.getOrDefault(account.sid(), List.of())));
        return keys;
    }
}
