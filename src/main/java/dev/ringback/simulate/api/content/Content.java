package dev.ringback.simulate.api.content;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Bytes that can be read from any place on, as often as one likes, and are the same each time. Immutable, safe for use by many threads. */
public interface Content {
    /** Returns how many bytes there are. */
    long length();

    /** Returns a mark that other content does not have: letters and digits. */
    String mark();

    /**
     * Writes some of the bytes.
     *
     * @param from the first, 0 or more
     * @param until the one behind the last, {@link #length} or less
     */
    void write(long from, long until, OutputStream to) throws IOException;

    /** Returns the SHA-256 of all bytes in lower-case hexadecimal; reads through them, which takes seconds for gigabytes. */
    default String sha256() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            write(0, length(), new DigestOutputStream(OutputStream.nullOutputStream(), digest));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        } catch (IOException nothingIsOpened) {
            throw new UncheckedIOException(nothingIsOpened);
        }
    }

    /**
     * Returns all bytes at once.
     *
     * @throws IllegalStateException when they are more than a gigabyte
     */
    default byte[] bytes() {
        if (length() > 1L << 30) {
            throw new IllegalStateException(length() + " bytes are too many to hold");
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream((int) length());
        try {
            write(0, length(), all);
        } catch (IOException nothingIsOpened) {
            throw new UncheckedIOException(nothingIsOpened);
        }
        return all.toByteArray();
    }
}
