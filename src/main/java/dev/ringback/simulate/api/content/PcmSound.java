package dev.ringback.simulate.api.content;

/** Quiet noise in 16-bit PCM, the channels of each frame side by side; every channel has noise of its own. */
final class PcmSound extends BlockContent {
    private static final int BYTES = Short.BYTES;
    /** Leaves 13 bits of 16, far from the loudest. */
    private static final int QUIET = Long.SIZE - 13;

    private final int channels;

    PcmSound(String name, int channels, long frames) {
        super(Noise.of(name), frames * channels * BYTES, channels * BYTES);
        this.channels = channels;
    }

    @Override
    void fill(long number, byte[] bytes, int offset) {
        for (int channel = 0; channel < channels; channel++) {
            int sample = (int) (noise().at(2 * number + channel) >> QUIET);
            bytes[offset + channel * BYTES] = (byte) sample;
            bytes[offset + channel * BYTES + 1] = (byte) (sample >> 8);
        }
    }
}
