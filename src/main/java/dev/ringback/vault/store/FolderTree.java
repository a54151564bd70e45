package dev.ringback.vault.store;

import dev.ringback.files.PrivateFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of a store and the folders below it: finds the file of a key, and makes folders that survive a loss of power. The folder itself may be reached
 * by a symbolic link, but below it none is followed: it could lead out. Safe for use by many threads.
 */
final class FolderTree {
    private static final Logger log = LoggerFactory.getLogger(FolderTree.class);

    private final Path root;
    private final AtomicBoolean seen = new AtomicBoolean();
    private final AtomicBoolean warned = new AtomicBoolean();

    /** Folders whose names are known to be on disk. */
    private final Set<Path> durable = ConcurrentHashMap.newKeySet();

    FolderTree(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    Path root() {
        return root;
    }

    /**
     * Tells whether the folder is there.
     *
     * @throws IOException when it is something else, and when it was there before: then its disk has gone, and nothing is known of what is in it
     */
    boolean isThere() throws IOException {
        try {
            if (!Files.readAttributes(root, BasicFileAttributes.class).isDirectory()) {
                throw new IOException(root + " is not a folder");
            }
            seen.set(true);
            return true;
        } catch (NoSuchFileException missing) {
            if (seen.get()) {
                throw new IOException("the folder " + root + " has gone", missing);
            }
            return false;
        }
    }

    /**
     * Returns where the file of a key is, or would be.
     *
     * @throws NotDirectoryException when a file is where one of its folders would be
     * @throws IOException when it is reached by a symbolic link
     */
    Path file(String key) throws IOException {
        Path path = Path.of(ObjectKey.checked(key));
        for (int names = 1; names < path.getNameCount(); names++) {
            checkFolder(root.resolve(path.subpath(0, names)));
        }
        return root.resolve(path);
    }

    /** Makes a folder and those above it, unless they are there. When this returns their names are on disk. */
    void makeFolder(Path folder) throws IOException {
        if (!folder.equals(root)) {
            makeFolder(parent(folder));
            checkFolder(folder);
        } else if (!isThere()) {
            makeAbove(parent(root));
        }
        // Another process may have made it just now. The one of the store is its operator's, who need not let us look
        // above it.
        boolean unknown = !folder.equals(root) && !durable.contains(folder);
        if (make(folder) || unknown) {
            sync(parent(folder));
            durable.add(folder);
        }
    }

    private void makeAbove(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            makeAbove(parent(folder));
            make(folder);
            sync(parent(folder));
        }
    }

    private boolean make(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return false;
        }
        try {
            PrivateFiles.createFolder(folder, this::warnOnce);
            return true;
        } catch (FileAlreadyExistsException somebodyWasFaster) {
            if (!Files.isDirectory(folder)) {
                throw somebodyWasFaster;
            }
            return false;
        }
    }

    /** Creates an empty file, which only its owner may read where that can be. */
    void makeFile(Path file) throws IOException {
        PrivateFiles.createNew(file, this::warnOnce);
    }

    /** Brings to disk which files a folder has. */
    void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** A store has millions of files, of which the first tells about all. */
    private void warnOnce(String line) {
        if (warned.compareAndSet(false, true)) {
            log.warn("{}. The same may be true of all other files of this folder", line);
        }
    }

    /** Refuses a path below the folder that is there and is not a folder itself. */
    void checkFolder(Path path) throws IOException {
        try {
            BasicFileAttributes found =
                    Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (found.isSymbolicLink()) {
                throw new IOException(path + " is a symbolic link, and none is followed in the folder of a store");
            }
            if (!found.isDirectory()) {
                throw new NotDirectoryException(path.toString());
            }
        } catch (NoSuchFileException notThereYet) {
            return;
        }
    }

    /** Returns the folder around a file or folder of the store, which always has one. */
    static Path parent(Path file) {
        return Objects.requireNonNull(file.getParent());
    }
}
