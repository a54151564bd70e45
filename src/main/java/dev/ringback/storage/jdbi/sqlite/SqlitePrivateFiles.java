package dev.ringback.storage.jdbi.sqlite;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates files that nobody but their owner may read: a database holds phone numbers and messages. Where the file system does not keep such
 * rights, the file is created without them, and that is logged: what only protects must not prevent.
 */
final class SqlitePrivateFiles {
    private static final Logger log = LoggerFactory.getLogger(SqlitePrivateFiles.class);

    private static final Set<PosixFilePermission> OWNER = Set.copyOf(PosixFilePermissions.fromString("rw-------"));

    private SqlitePrivateFiles() {}

    /** Creates one file, with these attributes from the beginning. */
    @FunctionalInterface
    interface Creation {
        /**
         * Creates the file.
         *
         * @throws UnsupportedOperationException when the file system does not know the attributes
         */
        Path create(FileAttribute<?>... attributes) throws IOException;
    }

    /** An empty file, unless there is a file already. */
    static void create(Path file) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        try {
            create(attributes -> Files.createFile(file, attributes));
        } catch (FileAlreadyExistsException somebodyWasFaster) {
            return;
        }
    }

    /** A new, empty file beside another, whose name begins as that one's. */
    static Path createBeside(Path file, String ending) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        return create(attributes -> Files.createTempFile(folder, file.getFileName() + ".", ending, attributes));
    }

    /**
     * Creates a file for its owner only where that can be, else as it can be. The file system is not asked beforehand: in a chroot, some
     * containers and on some network mounts Java cannot tell which one it is.
     *
     * @throws IOException when the file cannot be created without any attributes either
     */
    static Path create(Creation creation) throws IOException {
        Path file;
        try {
            file = creation.create(PosixFilePermissions.asFileAttribute(OWNER));
        } catch (FileAlreadyExistsException somebodyWasFaster) {
            throw somebodyWasFaster;
        } catch (IOException | UnsupportedOperationException notWithTheseRights) {
            file = creation.create();
            warn(file, notWithTheseRights);
            return file;
        }
        warnIfOthersMayRead(file);
        return file;
    }

    /** Some file systems take the rights and forget them. */
    private static void warnIfOthersMayRead(Path file) {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            if (!OWNER.containsAll(permissions)) {
                log.warn(
                        "{} may be read by others ({}), which its file system does not let us prevent: protect its folder",
                        file,
                        PosixFilePermissions.toString(permissions));
            }
        } catch (IOException | UnsupportedOperationException unknown) {
            warn(file, unknown);
        }
    }

    private static void warn(Path file, Exception why) {
        log.warn("cannot make sure that only its owner reads {}: protect its folder ({})", file, why.toString());
    }
}
