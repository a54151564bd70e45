package dev.ringback.model;

import org.jspecify.annotations.Nullable;

/**
 * A key that signs webhooks, with its algorithm.
 *
 * @param id by which Twilio names a shared key in the {@code X-Twilio-Webhooks-Signature-Settings} header; null if the settings do not tell it
 */
public record SigningKey(@Nullable String id, String key, SignatureAlgorithm algorithm) {

    /** A key without an id. */
    public SigningKey(String key, SignatureAlgorithm algorithm) {
        this(null, key, algorithm);
    }

    /** The algorithm and the id alone; the key is a secret. */
    @Override
    public String toString() {
        return "SigningKey[" + (id == null ? "" : id + " ") + algorithm.jcaName() + "]";
    }
}
