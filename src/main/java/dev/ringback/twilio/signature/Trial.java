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
    /** Over 10,000 attempts on a usual request, and on one of 1 MB still more than any setup needs to find its URL. */
    private static final long BYTES_TO_HASH = 16L * 1024 * 1024;

    private static final long LEAST_ATTEMPTS = 16;

    /**
     * For spellings, of which there are many and which hardly ever matter: a forger must not get more of our time than the rest of his request
     * costs.
     */
    private static final int SPARING_ATTEMPTS = 112;

    private static final long SPARING_BYTES_TO_HASH = 128 * 1024;
    private static final long SPARING_LEAST_ATTEMPTS = 4;

    private final byte[] signature;
    private long bytesLeft;
    private int attemptsLeft;

    private Trial(byte[] signature, long bytesLeft, int attemptsLeft) {
        this.signature = signature;
        this.bytesLeft = bytesLeft;
        this.attemptsLeft = attemptsLeft;
    }

    /**
     * A trial of the signature in a header.
     *
     * @param header Base64, spaces around it are ignored
     * @param parametersLength the bytes of the parameters that every attempt hashes
     * @return empty if the header is no Base64
     */
    static Optional<Trial> of(String header, int parametersLength) {
        long work = Math.max(BYTES_TO_HASH, LEAST_ATTEMPTS * parametersLength);
        try {
            return Optional.of(new Trial(Base64.getDecoder().decode(header.strip()), work, Integer.MAX_VALUE));
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
    }

    /**
     * Another trial of the same signature, which may do far less.
     *
     * @param parametersLength the bytes of the parameters that every attempt hashes
     */
    Trial sparing(int parametersLength) {
        long work = Math.max(SPARING_BYTES_TO_HASH, SPARING_LEAST_ATTEMPTS * parametersLength);
        return new Trial(signature, work, SPARING_ATTEMPTS);
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
        boolean enough = !isUsedUp();
        bytesLeft -= bytes;
        attemptsLeft--;
        return enough;
    }

    /** Whether no further attempt is made. */
    boolean isUsedUp() {
        return bytesLeft <= 0 || attemptsLeft <= 0;
    }
}
