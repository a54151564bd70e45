package dev.ringback.simulate.api.content;

import java.time.Duration;

/**
 * Silence as MP3, 32 kbit/s for each channel: frames of MPEG-2 Layer III at 16 kHz, 36 ms each. They hold no sound; what room is left, which
 * players skip, has noise that is other for each name.
 */
public final class Mp3Sound extends BlockContent {
    private static final long MILLIS = 36;
    /** Bytes of a frame, of one channel: 72 times the bit rate by the sampling rate. */
    private static final int FRAME = 144;

    private static final int HEADER = 4;
    private static final int MONO_SIDE_INFO = 9;
    private static final int STEREO_SIDE_INFO = 17;
    private static final int MONO = 0xc0;
    /** Places in the table of MPEG-2 Layer III: 32 and 64 kbit/s. */
    private static final int BIT_RATE_MONO = 4;

    private static final int BIT_RATE_STEREO = 8;
    /** The place of 16 kHz in the table. */
    private static final int SAMPLING_RATE = 2;

    private final int channels;

    /**
     * Makes a file.
     *
     * @param channels 1 or 2
     */
    public Mp3Sound(String name, int channels, Duration duration) {
        super(Noise.of(name), frames(duration) * FRAME * channels, FRAME * channels);
        this.channels = channels;
    }

    private static long frames(Duration duration) {
        return (duration.toMillis() + MILLIS - 1) / MILLIS;
    }

    @Override
    void fill(long number, byte[] bytes, int offset) {
        boolean mono = channels == 1;
        bytes[offset] = (byte) 0xff;
        // The rest of the sync word, MPEG-2, Layer III, no checksum.
        bytes[offset + 1] = (byte) 0xf3;
        bytes[offset + 2] = (byte) (((mono ? BIT_RATE_MONO : BIT_RATE_STEREO) << 4) | (SAMPLING_RATE << 2));
        bytes[offset + 3] = (byte) (mono ? MONO : 0);
        int room = HEADER + (mono ? MONO_SIDE_INFO : STEREO_SIDE_INFO);
        int end = FRAME * channels;
        for (int i = HEADER; i < room; i++) {
            bytes[offset + i] = 0;
        }
        for (int i = room; i < end; i++) {
            // Seven bits: nothing here can be taken for the beginning of a frame.
            bytes[offset + i] = (byte) (noise().at(number * end + i) & 0x7f);
        }
    }
}
