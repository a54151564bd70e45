package dev.ringback.upstream.export;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Reads a file line by line, compressed by gzip or not. Used by one thread. */
final class ExportFile implements AutoCloseable {
    /** No resource is longer. */
    static final int LONGEST = 1 << 20;

    private final Counting file;
    private final InputStream lines;
    private long number;

    private ExportFile(Counting file, InputStream lines) {
        this.file = file;
        this.lines = lines;
    }

    /**
     * Opens a file.
     *
     * @throws IOException when it cannot be read, or is compressed and broken
     */
    static ExportFile open(Path path) throws IOException {
        Counting file = new Counting(Files.newInputStream(path));
        try {
            BufferedInputStream buffered = new BufferedInputStream(file, 1 << 16);
            buffered.mark(2);
            boolean gzip = buffered.read() == 0x1f && buffered.read() == 0x8b;
            buffered.reset();
            InputStream lines = gzip ? new BufferedInputStream(new GZIPInputStream(buffered), 1 << 16) : buffered;
            return new ExportFile(file, lines);
        } catch (IOException | RuntimeException unreadable) {
            file.close();
            throw unreadable;
        }
    }

    /** A line of the file; a text of null was too long. */
    record Line(long number, @Nullable String text) {}

    /**
     * Reads the next line; null behind the last.
     *
     * @throws IOException when the file cannot be read on
     */
    @Nullable
    Line next() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1_024);
        long length = 0;
        int next = lines.read();
        if (next < 0) {
            return null;
        }
        while (next >= 0 && next != '\n') {
            if (++length <= LONGEST) {
                bytes.write(next);
            }
            next = lines.read();
        }
        number++;
        return new Line(number, length > LONGEST ? null : text(bytes));
    }

    /** Some editors write a byte order mark before the first line. */
    private String text(ByteArrayOutputStream bytes) {
        String text = bytes.toString(StandardCharsets.UTF_8);
        return number == 1 && text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** Returns how many lines were read. */
    long lines() {
        return number;
    }

    /** Returns how many bytes of the file were read, as it lies there. */
    long bytes() {
        return file.count;
    }

    @Override
    public void close() throws IOException {
        lines.close();
        file.close();
    }

    /** Counts what was read. */
    private static final class Counting extends FilterInputStream {
        private long count;

        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            count += Math.max(0, read);
            return read;
        }
    }
}
