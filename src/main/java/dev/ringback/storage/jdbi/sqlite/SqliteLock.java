package dev.ringback.storage.jdbi.sqlite;

import dev.ringback.files.PrivateFiles;
import dev.ringback.storage.DatabaseInUseException;
import dev.ringback.storage.StorageUnavailableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The right to change a database, which one process has at a time. It is a lock of the operating system on a file beside the database, so
 * it ends with the process, however that ends. The file itself stays: deleting it would let a third process lock another of that name.
 */
final class SqliteLock implements AutoCloseable {
    /**
     * Paths of the locks that this process holds. The operating system would not tell: to it the process has the lock already, and would
     * lose it as soon as the second channel on the file is closed.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path database;
    private final Path path;
    private @Nullable FileChannel channel;
    private @Nullable Object key;
    private boolean closed;

    private SqliteLock(Path database, Path path, @Nullable FileChannel channel) throws IOException {
        this.database = database;
        this.path = path;
        this.channel = channel;
        this.key = key(path);
        this.closed = channel == null;
    }

    /**
     * Takes the right to change the database at a path, whose folder has to exist.
     *
     * @throws DatabaseInUseException when another process has it, or this one already
     */
    static SqliteLock take(Path database) throws IOException {
        Path path = beside(database);
        if (!HELD.add(path)) {
            throw taken(database, ProcessHandle.current().pid() + ", this one");
        }
        try {
            return new SqliteLock(database, path, lock(database, path));
        } catch (IOException | RuntimeException e) {
            HELD.remove(path);
            throw e;
        }
    }

    /** Takes the right as {@link #take} does; where somebody has it, it is left to them. For small changes that harm nobody. */
    static SqliteLock takeIfFree(Path database) throws IOException {
        try {
            return take(database);
        } catch (DatabaseInUseException taken) {
            return new SqliteLock(database, beside(database), null);
        }
    }

    private static Path beside(Path database) throws IOException {
        Path real = Files.exists(database)
                ? database.toRealPath()
                : folder(database).toRealPath().resolve(database.getFileName());
        return real.resolveSibling(real.getFileName() + "-lock");
    }

    /**
     * Makes sure that the lock still is on the file that another process would look at; it may have been deleted together with the
     * database.
     *
     * @throws StorageUnavailableException when another process has taken our place
     */
    synchronized void keep() throws IOException {
        if (closed || (key != null && key.equals(key(path)))) {
            return;
        }
        Files.createDirectories(folder(path));
        FileChannel fresh = lock(database, path);
        FileChannel lost = channel;
        channel = fresh;
        if (lost != null) {
            lost.close();
        }
        key = key(path);
    }

    @Override
    public synchronized void close() throws IOException {
        if (!closed) {
            closed = true;
            try {
                if (channel != null) {
                    channel.close();
                }
            } finally {
                HELD.remove(path);
            }
        }
    }

    private static FileChannel lock(Path database, Path path) throws IOException {
        PrivateFiles.create(path);
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw taken(database, holder(channel));
            }
            String pid = ProcessHandle.current().pid() + "\n";
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static DatabaseInUseException taken(Path database, String process) {
        return new DatabaseInUseException("the database " + database + " is in use by another Ringback (process "
                + process + "): stop that first");
    }

    /** For the message only. */
    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer pid = ByteBuffer.allocate(20);
        channel.read(pid, 0);
        String text = new String(pid.array(), 0, pid.position(), StandardCharsets.US_ASCII).strip();
        return text.isEmpty() ? "unknown" : text;
    }

    private static Path folder(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent());
    }

    private static @Nullable Object key(Path path) throws IOException {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .fileKey();
        } catch (NoSuchFileException e) {
            return null;
        }
    }
}
