package dev.ringback.model;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A 128-bit fingerprint of what an event says. Two events of one resource with the same digest are the same event.
 *
 * <p>Compares as its bytes do, unsigned and big-endian.
 */
public record Digest(long high, long low) implements Comparable<Digest> {
    public static final int BYTES = 16;

    /** Returns a builder of a digest, which is the first 16 bytes of the SHA-256 of what is added. */
    public static Builder builder() {
        return new Builder();
    }

    /** The first 16 bytes of a longer hash. */
    public static Digest of(byte[] hash) {
        ByteBuffer bytes = ByteBuffer.wrap(hash);
        return new Digest(bytes.getLong(), bytes.getLong());
    }

    public byte[] toBytes() {
        return ByteBuffer.allocate(BYTES).putLong(high).putLong(low).array();
    }

    @Override
    public int compareTo(Digest other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    /** Takes what a digest is of, in order. Used by one thread, and once. */
    public static final class Builder {
        private final MessageDigest hash;

        private Builder() {
            try {
                hash = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException("SHA-256 is part of every Java", impossible);
            }
        }

        /** With its length before it, so that no two lists of texts look alike. */
        public Builder text(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            hash.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
            return bytes(bytes);
        }

        /** The bytes alone. */
        public Builder bytes(byte[] bytes) {
            hash.update(bytes);
            return this;
        }

        public Digest build() {
            return of(hash.digest());
        }
    }
}
