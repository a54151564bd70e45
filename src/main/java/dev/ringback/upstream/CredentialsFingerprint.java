package dev.ringback.upstream;

import dev.ringback.model.Account;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells the credentials of an account from others, without giving them away. */
final class CredentialsFingerprint {
    private CredentialsFingerprint() {}

    /** Returns a fingerprint that changes with any auth token of the account, and with their order. */
    static String of(Account account) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String token : account.authTokens()) {
                digest.update(token.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("SHA-256 is part of every Java", impossible);
        }
    }
}
