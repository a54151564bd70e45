package dev.ringback.model;

import java.util.Arrays;
import java.util.Optional;

/** The ways a webhook may be signed. Auth tokens sign with SHA-1; a shared key may name another. */
public enum SignatureAlgorithm {
    HMAC_SHA1("HmacSHA1"),
    HMAC_SHA256("HmacSHA256"),
    HMAC_SHA512("HmacSHA512");

    private final String jcaName;

    SignatureAlgorithm(String jcaName) {
        this.jcaName = jcaName;
    }

    /** The name the settings use, which is also Java's. */
    public String jcaName() {
        return jcaName;
    }

    /** Empty when no algorithm has that name, be it Java's or Twilio's ({@code HMAC_SHA256}); case does not matter. */
    public static Optional<SignatureAlgorithm> named(String name) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.jcaName.equalsIgnoreCase(name)
                        || algorithm.name().equalsIgnoreCase(name))
                .findFirst();
    }
}
