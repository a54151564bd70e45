package dev.ringback.twilio.signature;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The signature of one request, held against keys and URLs. For one thread.
 *
 * <p>Work is bounded by the bytes that are hashed: a forger can make the body large and the URLs many, but not both.
 */
final class Trial {
    private final byte[] signature;
    private long bytesLeft;

    private Trial(byte[] signature, long bytesLeft) {
        this.signature = signature;
        this.bytesLeft = bytesLeft;
    }

    /**
     * A trial of the signature in a header.
     *
     * @param header Base64, spaces around it are ignored
     * @param bytesToHash how much work the request is worth
     * @return empty if the header is no Base64
     */
    static Optional<Trial> of(String header, long bytesToHash) {
        try {
            return Optional.of(new Trial(Base64.getDecoder().decode(header.strip()), bytesToHash));
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
    }

    /** The key that made the signature for this URL and these parameters; empty if none did, or the work is used up. */
    Optional<KeyRing.Key> signer(List<KeyRing.Key> keys, String url, byte[] signedParameters) {
        byte[] urlBytes = url.getBytes(StandardCharsets.UTF_8);
        for (KeyRing.Key key : keys) {
            if (couldBeOf(key) && spend(urlBytes.length + signedParameters.length)) {
                byte[] expected = key.signer().sign(urlBytes, signedParameters);
                if (MessageDigest.isEqual(expected, signature)) {
                    return Optional.of(key);
                }
            }
        }
        return Optional.empty();
    }

    /** Whether a signature of this length is what the key makes. */
    boolean couldBeOf(KeyRing.Key key) {
        return key.signer().length() == signature.length;
    }

    /** The length of the signature in bytes. */
    int length() {
        return signature.length;
    }

    private boolean spend(long bytes) {
        bytesLeft -= bytes;
        return bytesLeft >= 0;
    }
}
