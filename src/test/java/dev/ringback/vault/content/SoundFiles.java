package dev.ringback.vault.content;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/** Makes files of noise: WAV as the JDK writes it, or chunk by chunk; MP3 frame by frame. */
public final class SoundFiles {
    private static final int SAMPLES_PER_SECOND = 8000;

    private SoundFiles() {}

    /** A WAV file of PCM as the JDK writes it. */
    public static byte[] wav(int channels, int bitsPerSample, double seconds) {
        boolean signed = bitsPerSample > 8;
        return written(new AudioFormat(SAMPLES_PER_SECOND, bitsPerSample, channels, signed, false), seconds);
    }

    /** A WAV file in mu-law or A-law as the JDK writes it. */
    public static byte[] wav(AudioFormat.Encoding law, int channels, double seconds) {
        return written(
                new AudioFormat(law, SAMPLES_PER_SECOND, 8, channels, channels, SAMPLES_PER_SECOND, false), seconds);
    }

    private static byte[] written(AudioFormat format, double seconds) {
        long frames = Math.round(seconds * SAMPLES_PER_SECOND);
        byte[] noise = noise((int) (frames * format.getFrameSize()));
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            AudioSystem.write(
                    new AudioInputStream(new ByteArrayInputStream(noise), format, frames),
                    AudioFileFormat.Type.WAVE,
                    file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }

    public static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(length).nextBytes(noise);
        return noise;
    }

    /** A file with these chunks, whatever they are. */
    static byte[] riff(String name, byte[]... chunks) {
        byte[] content = joined(chunks);
        return ByteBuffer.allocate(12 + content.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(name.getBytes(ISO_8859_1))
                .putInt(name.equals("RF64") ? -1 : 4 + content.length)
                .put("WAVE".getBytes(ISO_8859_1))
                .put(content)
                .array();
    }

    /** A chunk that announces as much as it has, made even. */
    static byte[] chunk(String name, byte[] content) {
        return chunk(name, content.length, joined(content, new byte[content.length & 1]));
    }

    /** A chunk that announces something. */
    static byte[] chunk(String name, int announced, byte[] content) {
        return ByteBuffer.allocate(8 + content.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(name.getBytes(ISO_8859_1))
                .putInt(announced)
                .put(content)
                .array();
    }

    /** The format of 8,000 samples a second. */
    static byte[] format(int encoding, int channels, int bitsPerSample) {
        int frame = channels * bitsPerSample / 8;
        return ByteBuffer.allocate(16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) encoding)
                .putShort((short) channels)
                .putInt(SAMPLES_PER_SECOND)
                .putInt(SAMPLES_PER_SECOND * frame)
                .putShort((short) frame)
                .putShort((short) bitsPerSample)
                .array();
    }

    /** An MP3 file as Twilio's: MPEG 2, 32 kbit/s, 22,050 samples a second. */
    public static byte[] mp3(int channels, double seconds) {
        return mp3(0xfff34000 | (channels == 1 ? 0xc0 : 0), 104, (int) Math.round(seconds * 22_050 / 576));
    }

    /** An MP3 file whose frames all begin with the same four bytes. */
    static byte[] mp3(int start, int length, int frames) {
        ByteBuffer file = ByteBuffer.allocate(length * frames);
        for (int i = 0; i < frames; i++) {
            file.putInt(start).put(new byte[length - 4]);
        }
        return file.array();
    }

    /** A tag before the first frame. */
    static byte[] id3(int length, int flags) {
        return ByteBuffer.allocate(10 + length + ((flags & 0x10) == 0 ? 0 : 10))
                .put("ID3".getBytes(ISO_8859_1))
                .put(new byte[] {4, 0, (byte) flags})
                .put(new byte[] {0, 0, (byte) (length >> 7), (byte) (length & 0x7f)})
                .array();
    }

    static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
