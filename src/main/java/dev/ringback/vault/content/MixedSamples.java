package dev.ringback.vault.content;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads pairs of samples, and gives the average of each. Used by one thread. */
final class MixedSamples extends InputStream {
    private static final int SAMPLES_AT_ONCE = 4096;

    private final InputStream pairs;
    private final int bytesPerSample;
    private long left;
    private byte[] mixed = new byte[0];
    private int position;

    MixedSamples(InputStream pairs, int bytesPerSample, long samples) {
        this.pairs = pairs;
        this.bytesPerSample = bytesPerSample;
        this.left = samples;
    }

    @Override
    public int read() throws IOException {
        byte[] bytes = more();
        return bytes == null ? -1 : bytes[position++] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        byte[] ready = more();
        if (ready == null) {
            return -1;
        }
        int taken = Math.min(length, ready.length - position);
        System.arraycopy(ready, position, bytes, offset, taken);
        position += taken;
        return taken;
    }

    private byte @Nullable [] more() throws IOException {
        if (position == mixed.length) {
            if (left == 0) {
                return null;
            }
            int count = (int) Math.min(SAMPLES_AT_ONCE, left);
            byte[] both = pairs.readNBytes(count * 2 * bytesPerSample);
            if (both.length < count * 2 * bytesPerSample) {
                throw new EOFException("the sound ends before its end");
            }
            mixed = bytesPerSample == 1 ? mix8(both) : mix16(both);
            position = 0;
            left -= count;
        }
        return mixed;
    }

    /** Samples of 8 bits are unsigned. */
    private static byte[] mix8(byte[] both) {
        byte[] one = new byte[both.length / 2];
        for (int i = 0; i < one.length; i++) {
            one[i] = (byte) (((both[2 * i] & 0xff) + (both[2 * i + 1] & 0xff)) / 2);
        }
        return one;
    }

    /** Samples of 16 bits are signed and little-endian. */
    private static byte[] mix16(byte[] both) {
        byte[] one = new byte[both.length / 2];
        for (int i = 0; i < one.length; i += 2) {
            int average = (sample(both, 2 * i) + sample(both, 2 * i + 2)) >> 1;
            one[i] = (byte) average;
            one[i + 1] = (byte) (average >> 8);
        }
        return one;
    }

    private static int sample(byte[] bytes, int index) {
        return (bytes[index] & 0xff) | (bytes[index + 1] << 8);
    }

    @Override
    public void close() throws IOException {
        pairs.close();
    }
}
