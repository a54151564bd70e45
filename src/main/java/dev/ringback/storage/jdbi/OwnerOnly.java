package dev.ringback.storage.jdbi;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that nobody but their owner may read: a database holds phone numbers and messages. */
final class OwnerOnly {
    private OwnerOnly() {}

    /** An empty file, unless there is a file already. */
    static void create(Path file) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        try {
            Files.createFile(file, attributes(file));
        } catch (FileAlreadyExistsException somebodyWasFaster) {
            return;
        }
    }

    /** A new, empty file beside another, whose name begins as that one's. */
    static Path createBeside(Path file, String ending) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        return Files.createTempFile(folder, file.getFileName() + ".", ending, attributes(file));
    }

    private static FileAttribute<?>[] attributes(Path file) throws IOException {
        boolean posix = Files.getFileStore(file.toAbsolutePath().getParent()).supportsFileAttributeView("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
