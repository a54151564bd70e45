package dev.ringback.simulate.api.content;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/** Content made of blocks of one size, each of which is generated when it is read. */
abstract class BlockContent implements Content {
    private static final int WRITTEN_AT_ONCE = 1 << 15;

    private final long length;
    private final int block;
    private final Noise noise;

    /**
     * @param length in bytes, of all content; the last block may be cut short
     * @param block in bytes
     */
    BlockContent(Noise noise, long length, int block) {
        if (length < 0) {
            throw new IllegalArgumentException("a length of " + length);
        }
        this.noise = noise;
        this.length = length;
        this.block = block;
    }

    /** Fills in one block. */
    abstract void fill(long number, byte[] bytes, int offset);

    final Noise noise() {
        return noise;
    }

    @Override
    public final long length() {
        return length;
    }

    @Override
    public final String mark() {
        return String.format(Locale.ROOT, "%016x%x", noise.seed(), length);
    }

    @Override
    public final void write(long from, long until, OutputStream to) throws IOException {
        int blocks = Math.max(1, WRITTEN_AT_ONCE / block);
        byte[] bytes = new byte[blocks * block];
        long place = from;
        while (place < until) {
            long first = place / block;
            int skipped = (int) (place % block);
            int wanted = (int) Math.min(bytes.length - skipped, until - place);
            int needed = (skipped + wanted + block - 1) / block;
            for (int i = 0; i < needed; i++) {
                fill(first + i, bytes, i * block);
            }
            to.write(bytes, skipped, wanted);
            place += wanted;
        }
    }
}
