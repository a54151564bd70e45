package dev.ringback.simulate.api.content;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Bytes that look random: large content for tests, which needs no memory, or content that is encrypted. */
public final class RandomContent extends BlockContent {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /**
     * Generates other bytes for each name.
     *
     * @param length in bytes
     */
    public RandomContent(String name, long length) {
        super(Noise.of(name), length, Long.BYTES);
    }

    @Override
    void fill(long number, byte[] bytes, int offset) {
        LONG.set(bytes, offset, noise().at(number));
    }
}
