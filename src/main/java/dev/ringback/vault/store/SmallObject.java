package dev.ringback.vault.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;

/** Reads and writes objects of some hundred bytes, which are wanted whole. */
final class SmallObject {
    /** What is longer is not ours, and cut here. */
    private static final int MOST_BYTES = 64 * 1024;

    private SmallObject() {}

    /**
     * Reads an object.
     *
     * @throws FileNotFoundException when there is none
     */
    static byte[] read(ObjectStore store, String key) throws IOException {
        try (InputStream object = store.read(key, 0, MOST_BYTES)) {
            return object.readNBytes(MOST_BYTES);
        }
    }

    static void write(ObjectStore store, String key, byte[] content) throws IOException {
        try (ObjectWriter writer = store.write(key)) {
            writer.stream().write(content);
            writer.commit();
        }
    }
}
