package dev.ringback.web.door;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FreeFileDescriptorsTest {
    @Test
    void openFilesAreSubtractedFromTheAllowedOnes() {
        assertThat(FreeFileDescriptors.count(() -> 1_000, () -> 30)).hasValue(970);
        assertThat(FreeFileDescriptors.count()).isPresent();
    }

    @Test
    void aSystemThatDoesNotTellWhatIsOpenPreventsNoStart() {
        assertThat(FreeFileDescriptors.count(() -> 1_000, FreeFileDescriptorsTest::unknown))
                .hasValue(1_000);
        assertThat(FreeFileDescriptors.count(() -> 1_000, () -> -1)).hasValue(1_000);
    }

    @Test
    void aSystemThatDoesNotTellWhatIsAllowedSetsNoLimit() {
        assertThat(FreeFileDescriptors.count(FreeFileDescriptorsTest::unknown, () -> 30))
                .isEmpty();
        assertThat(FreeFileDescriptors.count(() -> -1, () -> 30)).isEmpty();
        assertThat(FreeFileDescriptors.count(
                        () -> {
                            throw new SecurityException("not allowed");
                        },
                        FreeFileDescriptorsTest::unknown))
                .isEmpty();
    }

    private static long unknown() {
        throw new InternalError("errno: 2 error: Unable to open directory /proc/self/fd");
    }
}
