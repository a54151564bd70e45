package dev.ringback.files;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates files that nobody but their owner may read: a database holds phone numbers and messages, a vault voices. Where the file system does not keep
 * such rights, the file is created without them, and that is told: what only protects must not prevent. Safe for use by many threads.
 */
public final class PrivateFiles {
    private static final Logger log = LoggerFactory.getLogger(PrivateFiles.class);

    private static final Set<PosixFilePermission> OWNER = Set.copyOf(PosixFilePermissions.fromString("rw-------"));
    private static final Set<PosixFilePermission> OWNER_OF_FOLDER =
            Set.copyOf(PosixFilePermissions.fromString("rwx------"));

    private PrivateFiles() {}

    /** Creates one file, with these attributes from the beginning. */
    @FunctionalInterface
    public interface Creation {
        /**
         * Creates the file.
         *
         * @throws UnsupportedOperationException when the file system does not know the attributes
         */
        Path create(FileAttribute<?>... attributes) throws IOException;
    }

    /** Creates an empty file, unless there is a file already. */
    public static void create(Path file) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        try {
            create(attributes -> Files.createFile(file, attributes));
        } catch (FileAlreadyExistsException somebodyWasFaster) {
            return;
        }
    }

    /** Creates a new, empty file beside another, whose name begins as that one's. */
    public static Path createBeside(Path file, String ending) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        return create(attributes -> Files.createTempFile(folder, file.getFileName() + ".", ending, attributes));
    }

    /**
     * Creates a new, empty file.
     *
     * @param warning is told in a line that others may read it, when that cannot be prevented
     */
    public static Path createNew(Path file, Consumer<String> warning) throws IOException {
        return create(attributes -> Files.createFile(file, attributes), OWNER, warning);
    }

    /**
     * Creates a new folder, into which nobody but its owner may look.
     *
     * @param warning is told in a line that others may look into it, when that cannot be prevented
     */
    public static Path createFolder(Path folder, Consumer<String> warning) throws IOException {
        return create(attributes -> Files.createDirectory(folder, attributes), OWNER_OF_FOLDER, warning);
    }

    static Path create(Creation creation) throws IOException {
        return create(creation, OWNER, log::warn);
    }

    /**
     * Creates a file for its owner only where that can be, else as it can be. The file system is not asked beforehand: in a chroot, some
     * containers and on some network mounts Java cannot tell which one it is.
     *
     * @throws IOException when the file cannot be created without any attributes either
     */
    private static Path create(Creation creation, Set<PosixFilePermission> rights, Consumer<String> warning)
            throws IOException {
        Path file;
        try {
            file = creation.create(PosixFilePermissions.asFileAttribute(rights));
        } catch (FileAlreadyExistsException somebodyWasFaster) {
            throw somebodyWasFaster;
        } catch (IOException | UnsupportedOperationException notWithTheseRights) {
            file = creation.create();
            warning.accept(unprotected(file, notWithTheseRights));
            return file;
        }
        warnIfOthersMayRead(file, rights, warning);
        return file;
    }

    /** Some file systems take the rights and forget them. */
    private static void warnIfOthersMayRead(Path file, Set<PosixFilePermission> rights, Consumer<String> warning) {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            if (!rights.containsAll(permissions)) {
                warning.accept(file + " may be read by others (" + PosixFilePermissions.toString(permissions)
                        + "), which its file system does not let us prevent: protect its folder");
            }
        } catch (IOException | UnsupportedOperationException unknown) {
            warning.accept(unprotected(file, unknown));
        }
    }

    private static String unprotected(Path file, Exception why) {
        return "cannot make sure that only its owner reads " + file + ": protect its folder (" + why + ")";
    }
}
