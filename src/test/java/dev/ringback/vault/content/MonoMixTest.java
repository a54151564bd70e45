package dev.ringback.vault.content;

import static dev.ringback.vault.content.SoundFiles.chunk;
import static dev.ringback.vault.content.SoundFiles.format;
import static dev.ringback.vault.content.SoundFiles.noise;
import static dev.ringback.vault.content.SoundFiles.riff;
import static dev.ringback.vault.content.SoundFiles.wav;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MonoMixTest {
    @ParameterizedTest
    @ValueSource(ints = {8, 16})
    void theJdkReadsTheMixedFileAndEachSampleIsTheAverage(int bits) throws Exception {
        byte[] file = wav(2, bits, 1.5);

        AudioInputStream mixed = AudioSystem.getAudioInputStream(new ByteArrayInputStream(all(file)));

        AudioFormat format = mixed.getFormat();
        assertThat(format.getChannels()).isEqualTo(1);
        assertThat(format.getSampleSizeInBits()).isEqualTo(bits);
        assertThat(format.getSampleRate()).isEqualTo(8000);
        assertThat(mixed.getFrameLength()).isEqualTo(12_000);
        byte[] one = mixed.readAllBytes();
        byte[] both =
                AudioSystem.getAudioInputStream(new ByteArrayInputStream(file)).readAllBytes();
        for (int i = 0; i < 12_000; i++) {
            int left = sample(both, bits, 2 * i);
            int right = sample(both, bits, 2 * i + 1);
            assertThat(sample(one, bits, i)).isEqualTo(Math.floorDiv(left + right, 2));
        }
    }

    private static int sample(byte[] bytes, int bits, int index) {
        return bits == 8
                ? Byte.toUnsignedInt(bytes[index])
                : ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getShort(2 * index);
    }

    /** Also of an odd number of samples of 8 bits, behind which a byte fills up. */
    @Test
    void readingMayBeginAnywhere() throws IOException {
        byte[] odd =
                riff("RIFF", chunk("LIST", noise(9)), chunk("fmt ", format(1, 2, 8)), chunk("data", noise(10_002)));
        byte[] streamed = riff("RIFF", chunk("fmt ", format(1, 2, 16)), chunk("data", -1, noise(20_003)));
        for (byte[] file : new byte[][] {odd, streamed}) {
            byte[] all = all(file);
            for (long from : new long[] {
                0, 1, 43, 44, 45, 46, 4095, 5044, all.length - 2, all.length - 1, all.length, all.length + 9
            }) {
                byte[] expected = Arrays.copyOfRange(all, (int) Math.min(from, all.length), all.length);

                assertThat(from(file, from).readAllBytes()).as("from %d", from).isEqualTo(expected);
            }
        }
    }

    private static byte[] all(byte[] file) throws IOException {
        byte[] all = from(file, 0).readAllBytes();
        assertThat(all).hasSize((int) mix(file).length());
        return all;
    }

    private static InputStream from(byte[] file, long from) throws IOException {
        return mix(file).open((start, length) -> new ByteArrayInputStream(file, (int) start, (int) length), from);
    }

    private static MonoMix mix(byte[] file) throws IOException {
        WavHeader header = WavReader.header(new ByteArrayInputStream(file)).orElseThrow();
        return MonoMix.of(header, file.length).orElseThrow();
    }

    @Test
    void onlyTwoChannelsOfPlainSamplesCanBeMixed() throws IOException {
        for (byte[] file : new byte[][] {
            wav(1, 16, 1),
            wav(AudioFormat.Encoding.ULAW, 2, 1),
            wav(2, 24, 1),
            riff("RIFF", chunk("fmt ", format(1, 3, 16)), chunk("data", noise(600)))
        }) {
            WavHeader header = WavReader.header(new ByteArrayInputStream(file)).orElseThrow();

            assertThat(MonoMix.of(header, file.length)).isEmpty();
        }
    }

    @Test
    void whatIsNoWavFileHasNoHeader() throws IOException {
        for (byte[] file : new byte[][] {new byte[0], noise(5), noise(500), Arrays.copyOf(wav(2, 16, 1), 43)}) {
            assertThat(WavReader.header(new ByteArrayInputStream(file))).isEmpty();
        }
    }

    @Test
    void aFileThatIsShorterThanItWasFails() throws IOException {
        byte[] file = wav(2, 16, 1);
        MonoMix mix = mix(file);
        AtomicInteger closed = new AtomicInteger();
        ContentSource cut = (from, length) -> new ByteArrayInputStream(file, (int) from, 1000) {
            @Override
            public void close() {
                closed.incrementAndGet();
            }
        };

        try (InputStream mixed = mix.open(cut, 0)) {
            assertThatThrownBy(mixed::readAllBytes).isInstanceOf(EOFException.class);
        }
        assertThat(closed).hasPositiveValue();
        assertThatThrownBy(() -> mix.open((from, length) -> InputStream.nullInputStream(), 45))
                .isInstanceOf(EOFException.class);
    }
}
