package dev.ringback.vault.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Keeps each object as a file below a folder, which is made when the first one is written. Whatever has a name that begins with a dot, or that is no key, is not
 * an object; nor is a symbolic link, and none is followed.
 */
public final class FolderStore implements ObjectStore {
    private final FolderTree tree;
    private final IncompleteFiles incomplete;

    /** Makes the store; nothing is done with the folder yet. */
    public FolderStore(Path folder) {
        tree = new FolderTree(folder);
        incomplete = new IncompleteFiles(tree);
    }

    @Override
    public String description() {
        return "the folder " + tree.root();
    }

    @Override
    public ObjectWriter write(String key) throws IOException {
        return new FolderWriter(tree, incomplete, ObjectKey.checked(key));
    }

    @Override
    public InputStream read(String key, long from, long length) throws IOException {
        ObjectKey.checked(key);
        if (from < 0 || length < 1) {
            throw new IllegalArgumentException("no part of an object: " + length + " bytes from byte " + from);
        }
        if (lengthOf(key).isEmpty()) {
            throw notFound(key);
        }
        try {
            return new FilePart(tree.file(key), from, length);
        } catch (NoSuchFileException deletedMeanwhile) {
            throw notFound(key);
        } catch (IOException e) {
            throw cannot("read", key, e);
        }
    }

    @Override
    public OptionalLong length(String key) throws IOException {
        return lengthOf(ObjectKey.checked(key));
    }

    private OptionalLong lengthOf(String key) throws IOException {
        try {
            if (!tree.isThere()) {
                return OptionalLong.empty();
            }
            BasicFileAttributes file =
                    Files.readAttributes(tree.file(key), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return file.isRegularFile() ? OptionalLong.of(file.size()) : OptionalLong.empty();
        } catch (NoSuchFileException | NotDirectoryException missing) {
            return OptionalLong.empty();
        } catch (IOException e) {
            throw cannot("read", key, e);
        }
    }

    @Override
    public void delete(String key) throws IOException {
        if (length(key).isPresent()) {
            try {
                Path file = tree.file(key);
                Files.deleteIfExists(file);
                tree.sync(FolderTree.parent(file));
            } catch (IOException e) {
                throw cannot("delete", key, e);
            }
        }
    }

    @Override
    public void list(Consumer<String> keys) throws IOException {
        try {
            if (tree.isThere()) {
                Path folder = tree.root().toRealPath(); // it may be a symbolic link itself
                Files.walkFileTree(folder, new Listing(folder, keys));
            }
        } catch (IOException e) {
            throw FolderFailure.of("cannot list the folder " + tree.root(), e);
        }
    }

    @Override
    public List<String> incomplete() throws IOException {
        try {
            return tree.isThere() ? incomplete.keys() : List.of();
        } catch (IOException e) {
            throw FolderFailure.of("cannot list what is incomplete in the folder " + tree.root(), e);
        }
    }

    @Override
    public void discardIncomplete(String key) throws IOException {
        ObjectKey.checked(key);
        try {
            if (tree.isThere()) {
                incomplete.discard(key);
            }
        } catch (IOException e) {
            throw cannot("throw away what is incomplete of", key, e);
        }
    }

    /** Asks the system itself: in a chroot and some containers Java does not find the {@code FileStore} of a folder. */
    @Override
    public OptionalLong freeBytes() throws IOException {
        try {
            return tree.isThere() ? OptionalLong.of(tree.root().toFile().getUsableSpace()) : OptionalLong.empty();
        } catch (IOException e) {
            throw FolderFailure.of("cannot tell how much room there is in the folder " + tree.root(), e);
        }
    }

    @Override
    public void close() {}

    private IOException cannot(String what, String key, IOException why) {
        return FolderFailure.of("cannot " + what + " " + key + " in the folder " + tree.root(), why);
    }

    private FileNotFoundException notFound(String key) {
        return new FileNotFoundException("there is no " + key + " in the folder " + tree.root());
    }

    /** Goes through all files, of which some may be deleted meanwhile. */
    private static final class Listing extends SimpleFileVisitor<Path> {
        private final Path root;
        private final Consumer<String> keys;

        private Listing(Path root, Consumer<String> keys) {
            this.root = root;
            this.keys = keys;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return folder.equals(root) || ObjectKey.isKey(key(folder))
                    ? FileVisitResult.CONTINUE
                    : FileVisitResult.SKIP_SUBTREE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String key = key(file);
            if (attributes.isRegularFile() && ObjectKey.isKey(key)) {
                keys.accept(key);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException why) throws IOException {
            boolean hasGone = why instanceof NoSuchFileException;
            boolean isOurs = file.equals(root) || ObjectKey.isKey(key(file)); // lost+found may be closed to us
            if (isOurs && !hasGone) {
                throw why;
            }
            return FileVisitResult.CONTINUE;
        }

        private String key(Path path) {
            return root.relativize(path).toString();
        }
    }
}
