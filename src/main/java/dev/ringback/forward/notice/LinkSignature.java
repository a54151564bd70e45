package dev.ringback.forward.notice;

import dev.ringback.model.Account;
import dev.ringback.model.Accounts;
import dev.ringback.model.LinkKey;
import java.util.List;
import java.util.stream.Stream;

/**
 * Signs the links that create silences, and checks their signatures. The keys follow from the auth tokens of the accounts, so that all nodes
 * agree and nothing has to be kept; the first signs, all are accepted. Safe for use by many threads.
 */
public final class LinkSignature {
    private static final String PURPOSE = "ringback silence link";

    private final List<LinkKey> keys;

    /** @param accounts at least one */
    public LinkSignature(Accounts accounts) {
        keys = accounts.all().stream()
                .map(Account::authTokens)
                .flatMap(List::stream)
                .map(token -> new LinkKey(token, PURPOSE))
                .toList();
    }

    /** Signs what a link silences. The signature has letters, digits, {@code -} and {@code _}. */
    public String sign(String rule, List<String> matchers) {
        return keys.get(0).sign(said(rule, matchers));
    }

    /** Tells whether a link was signed with one of the keys. */
    public boolean isValid(String rule, List<String> matchers, String signature) {
        return keys.stream().anyMatch(key -> key.hasSigned(said(rule, matchers), signature));
    }

    private static List<String> said(String rule, List<String> matchers) {
        return Stream.concat(Stream.of(rule), matchers.stream()).toList();
    }
}
