package dev.ringback.simulate.api.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sound that is generated. */
class SoundTest {
    private static final String SID = "RE00000000000000000000000000000001";
    private static final String OTHER = "RE00000000000000000000000000000002";
    private static final Duration LENGTH = Duration.ofSeconds(3);

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void theJdkReadsTheWavFileAndFindsItsLengthAndItsChannels(int channels) throws Exception {
        byte[] wav = WavSound.of(SID, channels, LENGTH).bytes();

        try (AudioInputStream sound = AudioSystem.getAudioInputStream(new ByteArrayInputStream(wav))) {
            AudioFormat format = sound.getFormat();
            assertThat(format.getSampleRate()).isEqualTo(8_000);
            assertThat(format.getSampleSizeInBits()).isEqualTo(16);
            assertThat(format.getChannels()).isEqualTo(channels);
            assertThat(sound.getFrameLength()).isEqualTo(24_000);
        }
        assertThat(wav).hasSize(44 + 48_000 * channels);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void anMp3FileIsFramesOf36MillisecondsAndNothingElseLooksLikeOne(int channels) {
        byte[] mp3 = new Mp3Sound(SID, channels, LENGTH).bytes();
        int frame = 144 * channels;

        assertThat(mp3).hasSize(84 * frame);
        for (int i = 0; i < mp3.length; i++) {
            assertThat(mp3[i] == (byte) 0xff).isEqualTo(i % frame == 0);
        }
        for (int i = 0; i < mp3.length; i += frame) {
            int header = ((mp3[i + 1] & 0xff) << 16) | ((mp3[i + 2] & 0xff) << 8) | (mp3[i + 3] & 0xff);
            // MPEG-2, Layer III, no checksum; 32 kbit/s for each channel, 16 kHz, no padding; mono or stereo.
            assertThat(header).isEqualTo(channels == 1 ? 0xf348c0 : 0xf38800);
            // Side information of zeros says that a frame has no sound.
            int sideInfo = channels == 1 ? 9 : 17;
            assertThat(Arrays.copyOfRange(mp3, i + 4, i + 4 + sideInfo)).containsOnly(0);
        }
    }

    @Test
    void soundIsTheSameEachTimeAndOtherForEachSid() {
        assertThat(WavSound.of(SID, 1, LENGTH).bytes())
                .isEqualTo(WavSound.of(SID, 1, LENGTH).bytes());
        assertThat(WavSound.of(SID, 1, LENGTH).sha256())
                .isNotEqualTo(WavSound.of(OTHER, 1, LENGTH).sha256());
        assertThat(new Mp3Sound(SID, 1, LENGTH).sha256()).isNotEqualTo(new Mp3Sound(OTHER, 1, LENGTH).sha256());
        assertThat(WavSound.of(SID, 1, LENGTH).mark())
                .isNotEqualTo(WavSound.of(OTHER, 1, LENGTH).mark());
    }

    @Test
    void oneChannelOfTwoIsTheFirst() {
        byte[] stereo = WavSound.of(SID, 2, LENGTH).bytes();
        byte[] mono = WavSound.of(SID, 1, LENGTH).bytes();

        for (int frame = 0; frame < 24_000; frame++) {
            assertThat(mono[44 + frame * 2]).isEqualTo(stereo[44 + frame * 4]);
            assertThat(mono[45 + frame * 2]).isEqualTo(stereo[45 + frame * 4]);
        }
    }

    @Test
    void soundTooLongForTheHeaderSaysAsMuchAsItCan() throws Exception {
        Content days = WavSound.of(SID, 2, Duration.ofDays(3));
        assertThat(days.length()).isEqualTo(44 + 3L * 86_400 * 32_000);

        ByteArrayOutputStream header = new ByteArrayOutputStream();
        days.write(0, 44, header);

        assertThat(Arrays.copyOfRange(header.toByteArray(), 40, 44)).containsOnly(0xff);
    }
}
