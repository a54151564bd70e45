package dev.ringback.forward.notice;

import dev.ringback.model.Account;
import dev.ringback.model.Accounts;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs the links that create silences, and checks their signatures. The keys follow from the auth tokens of the accounts, so that all nodes
 * agree and nothing has to be kept; the first signs, all are accepted. Safe for use by many threads.
 */
public final class LinkSignature {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String PURPOSE = "ringback silence link";

    private final List<byte[]> keys;

    /** @param accounts at least one */
    public LinkSignature(Accounts accounts) {
        keys = accounts.all().stream()
                .map(Account::authTokens)
                .flatMap(List::stream)
                .map(token -> hmac(bytes(token), bytes(PURPOSE)))
                .toList();
    }

    /** Signs what a link silences. The signature has letters, digits, {@code -} and {@code _}. */
    public String sign(String rule, List<String> matchers) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hmac(keys.get(0), said(rule, matchers)));
    }

    /** Tells whether a link was signed with one of the keys. */
    public boolean isValid(String rule, List<String> matchers, String signature) {
        byte[] claimed;
        try {
            claimed = Base64.getUrlDecoder().decode(signature);
        } catch (IllegalArgumentException noBase64) {
            return false;
        }
        return keys.stream().anyMatch(key -> MessageDigest.isEqual(hmac(key, said(rule, matchers)), claimed));
    }

    /** Joins the signed texts with the length before each, so that none can pretend to be another. */
    private static byte[] said(String rule, List<String> matchers) {
        StringBuilder said =
                new StringBuilder().append(rule.length()).append(' ').append(rule);
        matchers.forEach(matcher ->
                said.append('\n').append(matcher.length()).append(' ').append(matcher));
        return bytes(said.toString());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] hmac(byte[] key, byte[] said) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(said);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(ALGORITHM + " is part of every Java", impossible);
        }
    }
}
