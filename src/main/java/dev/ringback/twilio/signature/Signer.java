package dev.ringback.twilio.signature;

import dev.ringback.model.SigningKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key, ready to sign: looking up the algorithm and digesting the key is done once, not for every request. Safe for use by many
 * threads.
 */
final class Signer {
    private final SecretKeySpec key;
    private final Mac initialised;

    private Signer(SecretKeySpec key, Mac initialised) {
        this.key = key;
        this.initialised = initialised;
    }

    /**
     * A signer with that key.
     *
     * @throws IllegalArgumentException if the key is empty: with it anybody could sign
     */
    static Signer of(SigningKey signingKey) {
        byte[] secret = signingKey.key().getBytes(StandardCharsets.UTF_8);
        if (secret.length == 0) {
            throw new IllegalArgumentException("a signing key is empty");
        }
        SecretKeySpec key = new SecretKeySpec(secret, signingKey.algorithm().jcaName());
        return new Signer(key, initialise(key));
    }

    /** How long its signatures are, in bytes. */
    int length() {
        return initialised.getMacLength();
    }

    /** The signature of the URL followed by the parameters. */
    byte[] sign(byte[] url, byte[] signedParameters) {
        Mac mac = fresh();
        mac.update(url);
        return mac.doFinal(signedParameters);
    }

    private Mac fresh() {
        try {
            return (Mac) initialised.clone();
        } catch (CloneNotSupportedException notWithThisProvider) {
            // The JDK's own can; a certified or hardware provider put before it may not.
            return initialise(key);
        }
    }

    private static Mac initialise(SecretKeySpec key) {
        try {
            Mac mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(key.getAlgorithm() + " is part of every Java", impossible);
        }
    }
}
