package dev.ringback.vault.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes an object into a file under a temporary name, and renames it when it is whole and on disk. */
final class FolderWriter implements ObjectWriter {
    private final FolderTree tree;
    private final String key;
    private final Path temporary;
    private final FileChannel channel;
    private boolean committed;

    FolderWriter(FolderTree tree, IncompleteFiles incomplete, String key) throws IOException {
        this.tree = tree;
        this.key = key;
        try {
            tree.file(key);
            temporary = incomplete.create(key);
            channel = FileChannel.open(temporary, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    @Override
    public OutputStream stream() {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                try {
                    ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
                    while (buffer.hasRemaining()) {
                        channel.write(buffer);
                    }
                } catch (IOException e) {
                    throw cannotWrite(e);
                }
            }
        };
    }

    @Override
    public void commit() throws IOException {
        try {
            channel.force(true);
            channel.close();
            Path file = tree.file(key);
            tree.makeFolder(FolderTree.parent(file));
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            committed = true;
            tree.sync(FolderTree.parent(file));
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    @Override
    public void close() throws IOException {
        if (!committed) {
            try (channel) {
                Files.deleteIfExists(temporary);
            } catch (IOException e) {
                throw FolderFailure.of(
                        "cannot throw away what was written of " + key + " in the folder " + tree.root(), e);
            }
        }
    }

    private IOException cannotWrite(IOException why) {
        return FolderFailure.of("cannot write " + key + " in the folder " + tree.root(), why);
    }
}
