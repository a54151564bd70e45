package dev.ringback.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.CapturedLog;
import dev.ringback.files.PrivateFiles.Creation;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PrivateFilesTest {
    @TempDir
    Path folder;

    static Stream<Exception> refusalsOfRights() {
        return Stream.of(
                new IOException("Mount point not found"),
                new FileSystemException("/data", null, "Mount point not found"),
                new FileSystemException("/data", null, "Operation not supported"),
                new AccessDeniedException("/data"),
                new UnsupportedOperationException("'posix:permissions' not supported as initial attribute"));
    }

    @Test
    void aNewFileIsForItsOwnerOnly() throws IOException {
        try (CapturedLog log = CapturedLog.of(PrivateFiles.class.getName())) {
            PrivateFiles.create(folder.resolve("a.db"));
            Path beside = PrivateFiles.createBeside(folder.resolve("a.db"), ".partial");

            for (Path file : List.of(folder.resolve("a.db"), beside)) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------");
            }
            assertThat(beside.getFileName().toString()).startsWith("a.db.").endsWith(".partial");
            assertThat(log.lines()).isEmpty();
        }
    }

    @Test
    void aFileThatIsThereStaysAsItIs() throws IOException {
        Path file = Files.writeString(folder.resolve("a.db"), "content");

        PrivateFiles.create(file);

        assertThat(file).hasContent("content");
    }

    /** In a chroot, some containers and on network mounts. */
    @ParameterizedTest
    @MethodSource("refusalsOfRights")
    void whereRightsCannotBeSetTheFileIsCreatedAndAWarningSaysSo(Exception refusal) throws IOException {
        Path file = folder.resolve("a.db");
        try (CapturedLog log = CapturedLog.of(PrivateFiles.class.getName())) {
            PrivateFiles.create(refusingRights(file, refusal));

            assertThat(file).exists();
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("WARN cannot make sure that only its owner reads " + file)
                    .contains(refusal.getMessage());
        }
    }

    @Test
    void rightsThatTheFileSystemForgetsAreWarnedOf() throws IOException {
        Path file = folder.resolve("a.db");
        try (CapturedLog log = CapturedLog.of(PrivateFiles.class.getName())) {
            PrivateFiles.create(attributes -> {
                Files.createFile(file);
                return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
            });

            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("WARN " + file + " may be read by others (rw-r--r--)");
        }
    }

    @Test
    void aFileThatCannotBeCreatedAtAllIsAnError() {
        assertThatThrownBy(() -> PrivateFiles.create(folder.resolve("missing").resolve("a.db")))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> PrivateFiles.create((Creation) attributes -> {
                    throw new FileAlreadyExistsException("a.db");
                }))
                .isInstanceOf(FileAlreadyExistsException.class);
    }

    private static Creation refusingRights(Path file, Exception refusal) {
        return attributes -> {
            if (attributes.length == 0) {
                return Files.createFile(file);
            }
            if (refusal instanceof IOException io) {
                throw io;
            }
            throw (RuntimeException) refusal;
        };
    }
}
