package dev.ringback.twilio.adopted;

import dev.ringback.model.Account;
import dev.ringback.model.Accounts;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals what the callers of creates want to hear: encrypted, and proof against changes. The keys follow from the auth tokens of the accounts, for this
 * purpose alone, so that all nodes agree and nothing has to be kept; the first token of an account seals, all of them open. What was sealed for one account
 * opens for no other. Safe for use by many threads.
 */
public final class CallbackSeal {
    private static final String PURPOSE = "ringback adopted callback";
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Map<String, List<SecretKey>> keys;

    public CallbackSeal(Accounts accounts) {
        keys = accounts.all().stream().collect(Collectors.toUnmodifiableMap(Account::sid, CallbackSeal::keys));
    }

    private static List<SecretKey> keys(Account account) {
        return account.authTokens().stream()
                .filter(token -> !token.isEmpty())
                .map(CallbackSeal::key)
                .toList();
    }

    private static SecretKey key(String token) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return new SecretKeySpec(mac.doFinal(PURPOSE.getBytes(StandardCharsets.UTF_8)), "AES");
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("HmacSHA256 is part of every Java", impossible);
        }
    }

    /** Returns the seal, in letters, digits, {@code -} and {@code _}; empty for an account that is not in the settings. */
    public Optional<String> seal(String accountSid, AdoptedCallback callback) {
        return keys.getOrDefault(accountSid, List.of()).stream()
                .findFirst()
                .map(key -> Base64.getUrlEncoder().withoutPadding().encodeToString(sealed(key, accountSid, callback)));
    }

    private static byte[] sealed(SecretKey key, String accountSid, AdoptedCallback callback) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            byte[] text = cipher(Cipher.ENCRYPT_MODE, key, nonce, accountSid)
                    .doFinal(callback.text().getBytes(StandardCharsets.UTF_8));
            byte[] all = Arrays.copyOf(nonce, nonce.length + text.length);
            System.arraycopy(text, 0, all, nonce.length, text.length);
            return all;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(CIPHER + " is part of every Java", impossible);
        }
    }

    /** Opens a seal; empty for one that was changed, was made with a token that the account does not have, or was made for another account. */
    public Optional<AdoptedCallback> open(String accountSid, String seal) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(seal);
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
        return keys.getOrDefault(accountSid, List.of()).stream()
                .flatMap(key -> opened(key, accountSid, bytes).stream())
                .findFirst()
                .flatMap(AdoptedCallback::read);
    }

    private static Optional<String> opened(SecretKey key, String accountSid, byte[] bytes) {
        if (bytes.length < NONCE_BYTES + TAG_BITS / Byte.SIZE) {
            return Optional.empty();
        }
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOf(bytes, NONCE_BYTES), accountSid);
            byte[] text = cipher.doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES);
            return Optional.of(new String(text, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException changedOrOfAnotherKey) {
            return Optional.empty();
        }
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, String accountSid)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(accountSid.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
