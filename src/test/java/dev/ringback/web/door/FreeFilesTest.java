package dev.ringback.web.door;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FreeFilesTest {
    @Test
    void whatIsOpenIsTakenFromWhatIsAllowed() {
        assertThat(FreeFiles.count(() -> 1_000, () -> 30)).hasValue(970);
        assertThat(FreeFiles.count()).isPresent();
    }

    @Test
    void aSystemThatDoesNotTellWhatIsOpenPreventsNoStart() {
        assertThat(FreeFiles.count(() -> 1_000, FreeFilesTest::unknown)).hasValue(1_000);
        assertThat(FreeFiles.count(() -> 1_000, () -> -1)).hasValue(1_000);
    }

    @Test
    void aSystemThatDoesNotTellWhatIsAllowedSetsNoLimit() {
        assertThat(FreeFiles.count(FreeFilesTest::unknown, () -> 30)).isEmpty();
        assertThat(FreeFiles.count(() -> -1, () -> 30)).isEmpty();
        assertThat(FreeFiles.count(
                        () -> {
                            throw new SecurityException("not allowed");
                        },
                        FreeFilesTest::unknown))
                .isEmpty();
    }

    private static long unknown() {
        throw new InternalError("errno: 2 error: Unable to open directory /proc/self/fd");
    }
}
