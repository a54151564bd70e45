package dev.ringback.simulate.api.content;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Content is the same from wherever it is read. */
class ContentTest {
    private static final String SID = "ME00000000000000000000000000000001";

    @Test
    void anyPartIsTheSameAsThatPartOfTheWhole() throws Exception {
        for (Content content : List.of(
                new RandomContent(SID, 100_003),
                WavSound.of(SID, 2, Duration.ofSeconds(2)),
                new Mp3Sound(SID, 1, Duration.ofSeconds(20)),
                MediaContent.of(SID, "image/png"),
                new GivenContent("0123456789".repeat(10_000).getBytes(US_ASCII)))) {
            byte[] whole = content.bytes();
            assertThat(whole).hasSize((int) content.length());
            for (int from : new int[] {0, 1, 43, 44, 45, 143, 145, 32_767, 32_771}) {
                for (int length : new int[] {0, 1, 2, 9, 1_000, 40_000}) {
                    int until = Math.min(from + length, whole.length);
                    if (from <= until) {
                        assertThat(part(content, from, until)).isEqualTo(Arrays.copyOfRange(whole, from, until));
                    }
                }
            }
        }
    }

    @Test
    void gigabytesAreReadFromAnyPlaceAndNeverHeld() throws Exception {
        Content large = new RandomContent(SID, 6L << 30);

        assertThat(part(large, large.length() - 5, large.length())).hasSize(5);
        assertThatThrownBy(large::bytes).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theSha256IsThatOfAllBytes() {
        assertThat(new GivenContent("abc".getBytes(US_ASCII)).sha256())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void changingTheArrayThatWasGivenChangesNothing() {
        byte[] bytes = {1, 2};
        Content content = new GivenContent(bytes);
        bytes[0] = 7;

        assertThat(content.bytes()).containsExactly(1, 2);
    }

    @Test
    void attachmentsBeginAsTheirTypeDoes() {
        assertThat(MediaContent.of(SID, "image/jpeg").bytes()).startsWith(0xff, 0xd8, 0xff);
        assertThat(MediaContent.of(SID, "Image/PNG").bytes()).startsWith(0x89, 'P', 'N', 'G');
        assertThat(MediaContent.of(SID, null).length()).isBetween(20_000L, 120_000L);
        assertThat(MediaContent.of(SID, "text/plain").sha256())
                .isNotEqualTo(MediaContent.of("ME00000000000000000000000000000002", "text/plain")
                        .sha256());
    }

    @Test
    void noLengthIsBelowZero() {
        assertThatThrownBy(() -> new RandomContent(SID, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] part(Content content, long from, long until) throws IOException {
        ByteArrayOutputStream part = new ByteArrayOutputStream();
        content.write(from, until, part);
        return part.toByteArray();
    }
}
