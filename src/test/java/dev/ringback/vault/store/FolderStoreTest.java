package dev.ringback.vault.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.CapturedLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderStoreTest extends ObjectStoreContract {
    @TempDir
    Path scratch;

    private Path folder;
    private FolderStore store;

    @BeforeEach
    void open() {
        folder = scratch.resolve("data").resolve("vault");
        store = new FolderStore(folder);
    }

    @Override
    protected ObjectStore store() {
        return store;
    }

    @Test
    void nothingIsMadeBeforeSomethingIsWritten() throws IOException {
        assertThat(store().length("a")).isEmpty();
        assertThat(store().incomplete()).isEmpty();
        assertThat(keys()).isEmpty();
        assertThat(store().freeBytes()).isEmpty();

        assertThat(scratch).isEmptyDirectory();
        assertThat(store().description()).isEqualTo("the folder " + folder);
    }

    @Test
    void onlyTheOwnerMayReadWhatIsKept() throws IOException {
        try (CapturedLog log = CapturedLog.of(FolderTree.class.getName())) {
            put("AC1/media/ME1", "x");

            try (Stream<Path> paths = Files.walk(scratch.resolve("data"))) {
                assertThat(paths)
                        .hasSize(6)
                        .allSatisfy(path -> assertThat(rights(path))
                                .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------"));
            }
            assertThat(log.lines()).isEmpty();
        }
    }

    private static String rights(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void whatIsNoObjectIsNotListed() throws IOException {
        put("a/b", "x");
        Files.writeString(folder.resolve(".hidden"), "x");
        Files.createDirectories(folder.resolve("a/.snapshot"));
        Files.writeString(folder.resolve("a/.snapshot/c"), "x");
        Files.createDirectory(folder.resolve("lost+found"));
        Files.writeString(folder.resolve("lost+found/c"), "x");
        Files.writeString(folder.resolve("a/b c"), "x");
        Files.createSymbolicLink(folder.resolve("a/link"), folder.resolve("a/b"));
        Files.writeString(folder.resolve(".incomplete/c~somebody"), "x");
        try (ObjectWriter unfinished = store().write("a/d")) {
            unfinished.stream().write(1);

            assertThat(keys()).containsExactly("a/b");
            assertThat(store().incomplete()).containsExactly("a/d");
        }
    }

    @Test
    void whatAProcessLeftBehindWhenItWasKilledIsFoundByTheNext() throws IOException {
        store().write("a/b").stream().write(random(100));

        try (FolderStore next = new FolderStore(folder)) {
            assertThat(next.incomplete()).containsExactly("a/b");
            next.discardIncomplete("a/b");
            assertThat(next.incomplete()).isEmpty();
        }
        assertThat(folder.resolve(".incomplete")).isEmptyDirectory();
    }

    @Test
    void noSymbolicLinkIsFollowedBelowTheFolder() throws IOException {
        Path outside = Files.createDirectory(scratch.resolve("outside"));
        Files.writeString(outside.resolve("secret"), "secret");
        put("a/b", "x");
        Files.createSymbolicLink(folder.resolve("out"), outside);
        Files.createSymbolicLink(folder.resolve("a/secret"), outside.resolve("secret"));

        for (ThrowingCallable use : List.<ThrowingCallable>of(
                () -> store().read("out/secret", 0, 9),
                () -> store().length("out/secret"),
                () -> store().delete("out/secret"),
                () -> store().write("out/secret"),
                () -> store().write("out/deep/secret"))) {
            assertThatThrownBy(use)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(folder.resolve("out") + " is a symbolic link, and none is followed");
        }
        assertThat(store().length("a/secret")).isEmpty();
        assertThatThrownBy(() -> store().read("a/secret", 0, 9)).isInstanceOf(IOException.class);
        store().delete("a/secret");
        put("a/secret", "public");
        assertThat(outside.resolve("secret")).hasContent("secret");
        assertThat(outside).isDirectoryNotContaining("glob:**deep");
        assertThat(keys()).containsExactlyInAnyOrder("a/b", "a/secret");
    }

    @Test
    void unfinishedFilesAreNotWrittenThroughASymbolicLink() throws IOException {
        Path outside = Files.createDirectory(scratch.resolve("outside"));
        store();
        Files.createDirectories(folder);
        Files.createSymbolicLink(folder.resolve(".incomplete"), outside);

        assertThatThrownBy(() -> store().write("a")).hasMessageContaining("is a symbolic link");
        assertThatThrownBy(() -> store().incomplete()).hasMessageContaining("is a symbolic link");
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void theFolderItselfMayBeReachedByASymbolicLink() throws IOException {
        Path disk = Files.createDirectory(scratch.resolve("disk"));
        store();
        Files.createDirectories(folder.getParent());
        Files.createSymbolicLink(folder, disk);

        put("a/b", "x");

        assertThat(disk.resolve("a/b")).hasContent("x");
        assertThat(keys()).containsExactly("a/b");
    }

    @Test
    void aFullDiskIsToldAndNothingIsLeftBehind() throws Exception {
        store();
        Files.createDirectories(folder);
        try (SmallDisk disk = SmallDisk.mount(folder)) {
            put("a/before", "before");
            assertThat(store().freeBytes().orElseThrow()).isBetween(1L, 4L * 1024 * 1024);

            try (ObjectWriter writer = store().write("a/b")) {
                assertThatThrownBy(() -> writer.stream().write(random(5 * 1024 * 1024)))
                        .isInstanceOf(IOException.class)
                        .hasMessage("cannot write a/b in the folder " + folder + ": No space left on device");
                assertThat(store().freeBytes()).hasValue(0);
                assertThatThrownBy(() -> put("a/c", "x")).hasMessageContaining("No space left on device");
            }

            assertThat(store().incomplete()).isEmpty();
            assertThat(keys()).containsExactly("a/before");
            put("a/after", "after");
            assertThat(text("a/after", 0, 9)).isEqualTo("after");
        }
    }

    @Test
    void aDiskThatBecomesReadOnlyIsToldAndReadOn() throws Exception {
        store();
        Files.createDirectories(folder);
        try (SmallDisk disk = SmallDisk.mount(folder)) {
            put("a/b", "x");
            disk.makeReadOnly();

            assertThatThrownBy(() -> store().write("a/c"))
                    .isInstanceOf(IOException.class)
                    .hasMessage("cannot write a/c in the folder " + folder + ": Read-only file system");
            assertThatThrownBy(() -> store().delete("a/b"))
                    .isInstanceOf(IOException.class)
                    .hasMessage("cannot delete a/b in the folder " + folder + ": Read-only file system");
            assertThat(text("a/b", 0, 1)).isEqualTo("x");
        }
    }

    @Test
    void aFileInThePlaceOfTheFolderIsTold() throws IOException {
        store();
        Files.createDirectories(folder.getParent());
        Files.writeString(folder, "no folder");

        for (ThrowingCallable use : List.<ThrowingCallable>of(
                () -> store().read("a", 0, 9),
                () -> store().length("a"),
                () -> store().delete("a"),
                () -> store().write("a"),
                () -> store().incomplete(),
                () -> store().discardIncomplete("a"),
                () -> store().freeBytes(),
                this::keys)) {
            assertThatThrownBy(use).isInstanceOf(IOException.class).hasMessageEndingWith(folder + " is not a folder");
        }
    }

    @Test
    void aFileInThePlaceOfAFolderBelowIsTold() throws IOException {
        put("a", "x");

        assertThat(store().length("a/b")).isEmpty();
        assertThatThrownBy(() -> store().write("a/b"))
                .hasMessage("cannot write a/b in the folder " + folder + ": a file is where a folder should be");
        put("c/d", "x");
        assertThat(store().length("c")).isEmpty();
        assertThatThrownBy(() -> put("c", "x"))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("cannot write c in the folder " + folder + ": ");
        assertThat(text("c/d", 0, 1)).isEqualTo("x");
        assertThat(store().incomplete()).isEmpty();
    }

    /** The disk is no longer mounted: its objects are not gone, and new ones do not go somewhere else. */
    @Test
    void aFolderThatHasGoneIsNoEmptyFolder() throws IOException {
        put("a/b", "x");
        Files.move(folder, scratch.resolve("elsewhere"));

        for (ThrowingCallable use : List.<ThrowingCallable>of(
                () -> store().read("a/b", 0, 9),
                () -> store().length("a/b"),
                () -> store().delete("a/b"),
                () -> store().write("a/b"),
                () -> store().incomplete(),
                () -> store().freeBytes(),
                this::keys)) {
            assertThatThrownBy(use)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("the folder " + folder + " has gone");
        }
        assertThat(folder).doesNotExist();
        Files.move(scratch.resolve("elsewhere"), folder);
        assertThat(text("a/b", 0, 1)).isEqualTo("x");
    }

    @Test
    void aFileThatIsDeletedWhileItIsReadIsReadToItsEnd() throws IOException {
        put("a/b", "0123456789");
        try (InputStream read = store().read("a/b", 0, Long.MAX_VALUE)) {
            assertThat(read.read()).isEqualTo('0');
            Files.delete(folder.resolve("a/b"));

            assertThat(read.skip(3)).isEqualTo(3);
            assertThat(read.available()).isEqualTo(6);
            assertThat(new String(read.readAllBytes(), UTF_8)).isEqualTo("456789");
        }
        assertThat(store().length("a/b")).isEmpty();
    }

    @Test
    void aFileThatIsCutWhileItIsReadIsNotTakenForWhole() throws IOException {
        put("a/b", "0123456789");
        try (InputStream read = store().read("a/b", 0, Long.MAX_VALUE)) {
            assertThat(read.read()).isEqualTo('0');
            try (RandomAccessFile file =
                    new RandomAccessFile(folder.resolve("a/b").toFile(), "rw")) {
                file.setLength(4);
            }

            assertThatThrownBy(read::readAllBytes)
                    .isInstanceOf(IOException.class)
                    .hasMessage(folder.resolve("a/b") + " was cut while it was read: 6 bytes are missing");
        }
    }

    @Test
    void foldersThatAreDeletedBehindOurBackAreMadeAgain() throws IOException {
        put("a/b/c", "x");
        Files.delete(folder.resolve("a/b/c"));
        Files.delete(folder.resolve("a/b"));
        Files.delete(folder.resolve("a"));
        Files.delete(folder.resolve(".incomplete"));

        put("a/b/c", "y");

        assertThat(text("a/b/c", 0, 1)).isEqualTo("y");
    }
}
