package dev.ringback.model;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs links and checks their signatures, with a key that follows from an auth token and a purpose: all nodes agree on it, nothing has to be kept, and a signature
 * for one purpose is none for another. Immutable.
 */
public final class LinkKey {
    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] key;

    /** @param purpose in words that no other kind of link uses */
    public LinkKey(String authToken, String purpose) {
        key = hmac(bytes(authToken), bytes(purpose));
    }

    /** Signs texts in their order. The signature has letters, digits, {@code -} and {@code _}. */
    public String sign(List<String> texts) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hmac(key, joined(texts)));
    }

    /** Tells whether texts were signed with this key. How long that takes says nothing about the right signature. */
    public boolean hasSigned(List<String> texts, String signature) {
        byte[] claimed;
        try {
            claimed = Base64.getUrlDecoder().decode(signature);
        } catch (IllegalArgumentException noBase64) {
            return false;
        }
        return MessageDigest.isEqual(hmac(key, joined(texts)), claimed);
    }

    /** Joins texts with the length before each, so that none can pretend to be another. */
    private static byte[] joined(List<String> texts) {
        return bytes(String.join(
                "\n", texts.stream().map(text -> text.length() + " " + text).toList()));
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
