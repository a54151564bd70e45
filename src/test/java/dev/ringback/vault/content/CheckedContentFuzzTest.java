package dev.ringback.vault.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.ringback.vault.content.ContentVerdict.Accepted;
import dev.ringback.vault.content.ContentVerdict.Refused;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Any bytes get a verdict, which does not depend on the pieces in which they come. */
class CheckedContentFuzzTest {
    private static final ExpectedContent[] EXPECTED = {
        ExpectedContent.recording(ContentKind.WAV, 3, 1),
        ExpectedContent.recording(ContentKind.WAV, null, null),
        ExpectedContent.recording(ContentKind.MP3, 3, 2),
        ExpectedContent.encrypted(ContentKind.WAV),
        ExpectedContent.medium(null),
        ExpectedContent.medium("image/png"),
        ExpectedContent.medium("text/x-vcard"),
    };

    @FuzzTest
    void anyBytesGetAVerdict(byte[] bytes) throws IOException {
        judge(bytes);
    }

    /** Without a fuzzer: every beginning of a file is followed by noise. */
    @Test
    void everyBeginningOfAFileGetsAVerdict() throws IOException {
        Random random = new Random(1);
        byte[][] files = {
            SoundFiles.wav(2, 16, 0.01),
            SoundFiles.riff(
                    "RF64",
                    SoundFiles.chunk("ds64", SoundFiles.noise(28)),
                    SoundFiles.chunk("fmt ", SoundFiles.format(1, 1, 8))),
            SoundFiles.joined(SoundFiles.id3(30, 0), SoundFiles.mp3(2, 0.1))
        };
        for (byte[] file : files) {
            for (int length = 0; length <= file.length; length++) {
                judge(Arrays.copyOf(file, length));
                byte[] noise = new byte[random.nextInt(100)];
                random.nextBytes(noise);
                judge(SoundFiles.joined(Arrays.copyOf(file, length), noise));
                byte[] changed = file.clone();
                changed[random.nextInt(file.length)] = (byte) random.nextInt();
                judge(changed);
            }
        }
    }

    private static void judge(byte[] bytes) throws IOException {
        for (ExpectedContent expected : EXPECTED) {
            ContentVerdict whole = judge(expected, bytes, Math.max(1, bytes.length));
            ContentVerdict inPieces = judge(expected, bytes, 3);
            assertThat(inPieces).isEqualTo(whole);
            if (whole instanceof Accepted accepted) {
                assertThat(accepted.length()).isEqualTo(bytes.length);
                assertThat(accepted.seconds())
                        .satisfiesAnyOf(
                                seconds -> assertThat(seconds).isNull(),
                                seconds -> assertThat(seconds).isNotNegative().isFinite());
            } else {
                assertThat(((Refused) whole).sentence()).matches("[ -~]{10,200}");
            }
        }
        WavReader.header(new ByteArrayInputStream(bytes))
                .flatMap(header -> MonoMix.of(header, bytes.length))
                .ifPresent(mix -> assertThat(mix.length()).isBetween(44L, 46L + bytes.length));
    }

    private static ContentVerdict judge(ExpectedContent expected, byte[] bytes, int piece) throws IOException {
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        CheckedContent content = new CheckedContent(expected, null, null, Long.MAX_VALUE, target);
        for (int from = 0; from < bytes.length; from += piece) {
            content.write(bytes, from, Math.min(piece, bytes.length - from));
        }
        assertThat(target.toByteArray()).isEqualTo(bytes);
        return content.verdict();
    }
}
