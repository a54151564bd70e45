package dev.ringback.model;

/** A key that signs webhooks, with its algorithm. */
public record SigningKey(String key, SignatureAlgorithm algorithm) {

    /** The algorithm alone; the key is a secret. */
    @Override
    public String toString() {
        return "SigningKey[" + algorithm.jcaName() + "]";
    }
}
