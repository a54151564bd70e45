package dev.ringback.simulate.api.content;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Makes WAV files as Twilio's are: 16-bit PCM, 8 kHz, 128 kbit/s for each channel. */
public final class WavSound {
    private static final int RATE = 8_000;
    private static final int BYTES = Short.BYTES;
    private static final int HEADER = 44;
    private static final long LARGEST = 0xffff_ffffL;

    private WavSound() {}

    /**
     * Returns the file of a recording: quiet noise, other for each name. With one channel, the first of two.
     *
     * @param channels 1 or 2
     */
    public static Content of(String name, int channels, Duration duration) {
        long frames = duration.toMillis() * RATE / 1_000;
        Content sound = new PcmSound(name, channels, frames);
        return new JoinedContent(new GivenContent(header(channels, sound.length())), sound);
    }

    /** The sizes have 32 bits; of longer sound they say as much as they can. */
    private static byte[] header(int channels, long length) {
        ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
        text(header, "RIFF").putInt((int) Math.min(length + HEADER - 8, LARGEST));
        text(header, "WAVE");
        text(header, "fmt ")
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) channels)
                .putInt(RATE)
                .putInt(RATE * channels * BYTES)
                .putShort((short) (channels * BYTES))
                .putShort((short) (8 * BYTES));
        text(header, "data").putInt((int) Math.min(length, LARGEST));
        return header.array();
    }

    private static ByteBuffer text(ByteBuffer header, String text) {
        return header.put(text.getBytes(StandardCharsets.US_ASCII));
    }
}
