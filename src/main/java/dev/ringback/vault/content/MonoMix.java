package dev.ringback.vault.content;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Makes one channel of the two of a WAV file while it is read: each sample is the average of both. Its length is known beforehand, and reading may begin
 * anywhere. Immutable.
 */
public final class MonoMix {
    private static final int HEADER_LENGTH = 44;
    private static final long UNKNOWN_LENGTH = 0xffff_ffffL;

    private final WavHeader stereo;
    private final int bytesPerSample;
    private final long samples;

    private MonoMix(WavHeader stereo, long samples) {
        this.stereo = stereo;
        this.bytesPerSample = stereo.bitsPerSample() / 8;
        this.samples = samples;
    }

    /**
     * Plans to mix a file.
     *
     * @param length of the whole file in bytes
     * @return empty unless it has two channels of PCM of 8 or 16 bits
     */
    public static Optional<MonoMix> of(WavHeader header, long length) {
        boolean possible = header.encoding() == WavHeader.PCM
                && header.channels() == 2
                && (header.bitsPerSample() == 8 || header.bitsPerSample() == 16);
        if (!possible) {
            return Optional.empty();
        }
        long present = Math.max(0, length - header.dataStart());
        Long announced = header.dataLength();
        long bytes = announced == null ? present : Math.min(announced, present);
        return Optional.of(new MonoMix(header, bytes / header.bytesPerFrame()));
    }

    /** Returns the length of the mixed file in bytes. */
    public long length() {
        return HEADER_LENGTH + evenLength();
    }

    private long soundLength() {
        return samples * bytesPerSample;
    }

    private long evenLength() {
        return soundLength() + (soundLength() & 1);
    }

    /**
     * Reads the mixed file.
     *
     * @param source opens the file with two channels
     * @param from the first byte of the mixed file; behind its end there is nothing to read
     */
    public InputStream open(ContentSource source, long from) throws IOException {
        byte[] header = header();
        byte[] filling = new byte[(int) (evenLength() - soundLength())];
        long fromSound = Math.max(0, from - HEADER_LENGTH);
        InputStream sound = fromSound < soundLength() ? sound(source, fromSound) : InputStream.nullInputStream();
        return new SequenceInputStream(
                part(header, from),
                new SequenceInputStream(sound, part(filling, Math.max(0, fromSound - soundLength()))));
    }

    private InputStream sound(ContentSource source, long from) throws IOException {
        long first = from / bytesPerSample;
        long left = samples - first;
        int frame = stereo.bytesPerFrame();
        InputStream mixed =
                new MixedSamples(source.read(stereo.dataStart() + first * frame, left * frame), bytesPerSample, left);
        if (from % bytesPerSample != 0) {
            try {
                mixed.skipNBytes(1);
            } catch (IOException e) {
                try (mixed) {
                    throw e;
                }
            }
        }
        return mixed;
    }

    private static InputStream part(byte[] bytes, long from) {
        int start = (int) Math.min(from, bytes.length);
        return new ByteArrayInputStream(bytes, start, bytes.length - start);
    }

    private byte[] header() {
        return ByteBuffer.allocate(HEADER_LENGTH)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(ISO_8859_1))
                .putInt(number(HEADER_LENGTH - 8 + evenLength()))
                .put("WAVEfmt ".getBytes(ISO_8859_1))
                .putInt(WavFormat.SHORTEST)
                .putShort((short) WavHeader.PCM)
                .putShort((short) 1)
                .putInt((int) stereo.samplesPerSecond())
                .putInt((int) (stereo.samplesPerSecond() * bytesPerSample))
                .putShort((short) bytesPerSample)
                .putShort((short) stereo.bitsPerSample())
                .put("data".getBytes(ISO_8859_1))
                .putInt(number(soundLength()))
                .array();
    }

    /** What does not fit says that it is unknown. */
    private static int number(long length) {
        return (int) Math.min(length, UNKNOWN_LENGTH);
    }
}
