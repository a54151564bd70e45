package dev.ringback.forward.receiver.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.forward.notice.RenderedNotice;
import dev.ringback.forward.notice.TestRenderedNotices;
import dev.ringback.forward.receiver.Reply;
import dev.ringback.forward.receiver.TestOptions;
import dev.ringback.model.DeliveryAttempt.Outcome;
import dev.ringback.outbound.OutboundHttp;
import dev.ringback.outbound.PrivateNetworkGuard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoticeFileTest {
    @TempDir
    Path folder;

    @Test
    void noticesAreAddedOneAfterTheOther() throws IOException {
        Path file = folder.resolve("not/there/yet/notices.txt");

        assertThat(send(file, TestRenderedNotices.firing()).outcome()).isEqualTo(Outcome.DELIVERED);
        assertThat(send(file, TestRenderedNotices.markup()).outcome()).isEqualTo(Outcome.DELIVERED);

        assertThat(Files.readString(file))
                .isEqualTo("30007 Message filtered, 12 times, +14155550100\n\n"
                        + TestRenderedNotices.firing().text()
                        + "\n\n" + TestRenderedNotices.MARKUP + "\n\n"
                        + TestRenderedNotices.markup().text() + "\n\n");
    }

    @Test
    void nothingIsCut() throws IOException {
        Path file = folder.resolve("notices.txt");

        send(file, TestRenderedNotices.enormous());

        assertThat(Files.readString(file))
                .contains(TestRenderedNotices.enormous().text().strip());
    }

    @Test
    void aFileThatCannotBeWrittenIsAFailure() throws IOException {
        Path file = Files.writeString(folder.resolve("a file"), "");

        Reply below = send(file.resolve("notices.txt"), TestRenderedNotices.firing());
        Reply isFolder = send(folder, TestRenderedNotices.resolved());

        assertThat(below.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(below.reason()).startsWith("not written: ").contains("a file");
        assertThat(isFolder.outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void missingOptionsAreNamed() {
        TestOptions options = TestOptions.none();
        NoticeFile.read(options);

        assertThat(options.problems()).containsExactly("path: is missing");
    }

    private static Reply send(Path file, RenderedNotice notice) {
        try (OutboundHttp unused =
                new OutboundHttp(new PrivateNetworkGuard(List.of()), OutboundHttp.DEFAULT_PATIENCE)) {
            TestOptions options = TestOptions.of("path", file);
            Reply reply = NoticeFile.read(options).apply(unused).send(notice);
            assertThat(options.problems()).isEmpty();
            return reply;
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }
}
