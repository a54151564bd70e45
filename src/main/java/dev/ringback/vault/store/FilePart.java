package dev.ringback.vault.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * Reads a part of a file. Whoever replaces or deletes the file meanwhile does not disturb it; a file that is cut meanwhile is an error, so that nobody takes
 * the rest for all. Used by one thread.
 */
final class FilePart extends InputStream {
    private final Path file;
    private final FileChannel channel;
    private long position;
    private final long end;

    FilePart(Path file, long from, long length) throws IOException {
        this.file = file;
        channel = FileChannel.open(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
        try {
            long size = channel.size();
            position = Math.min(from, size);
            end = length < size - position ? position + length : size;
        } catch (IOException e) {
            try (channel) {
                throw e;
            }
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) == -1 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (position >= end) {
            return -1;
        }
        int count;
        try {
            int wanted = (int) Math.min(length, end - position);
            count = channel.read(ByteBuffer.wrap(bytes, offset, wanted), position);
        } catch (IOException e) {
            throw FolderFailure.of("cannot read " + file, e);
        }
        if (count < 0) {
            throw new IOException(file + " was cut while it was read: " + (end - position) + " bytes are missing");
        }
        position += count;
        return count;
    }

    @Override
    public long skip(long count) {
        long skipped = Math.max(0, Math.min(count, end - position));
        position += skipped;
        return skipped;
    }

    @Override
    public int available() {
        return (int) Math.min(Integer.MAX_VALUE, end - position);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
