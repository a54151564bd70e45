package dev.ringback.model;

import java.nio.ByteBuffer;

/**
 * A 128-bit fingerprint of what an event says. Two events of one resource with the same digest are the same event.
 *
 * <p>Compares as its bytes do, unsigned and big-endian.
 */
public record Digest(long high, long low) implements Comparable<Digest> {
    public static final int BYTES = 16;

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
}
