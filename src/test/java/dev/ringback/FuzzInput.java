package dev.ringback;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Cuts the bytes of a fuzzer into lines, so that the inputs that are kept can be read and written by hand. */
public final class FuzzInput {
    private final byte[] bytes;
    private int position;

    public FuzzInput(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The next line without its end, empty when there is none. */
    public String line() {
        int end = position;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        String line = new String(bytes, position, end - position, StandardCharsets.UTF_8);
        position = Math.min(end + 1, bytes.length);
        return line;
    }

    /** The next line, null when it is empty. */
    public @Nullable String lineOrNull() {
        String line = line();
        return line.isEmpty() ? null : line;
    }

    /** What follows the lines read so far. */
    public byte[] rest() {
        return Arrays.copyOfRange(bytes, position, bytes.length);
    }
}
