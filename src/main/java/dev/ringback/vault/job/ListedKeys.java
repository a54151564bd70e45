package dev.ringback.vault.job;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Remembers millions of keys in eight bytes each, by their hashes. That two of them have the same is so unlikely that it may be: whoever hears that a key is
 * there by mistake does not tell that it is missing. Used by one thread.
 */
final class ListedKeys {
    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private long[] hashes = new long[1_024];
    private int size;
    private boolean sorted;

    void add(String key) {
        if (size == hashes.length) {
            hashes = Arrays.copyOf(hashes, size * 2);
        }
        hashes[size++] = hash(key);
        sorted = false;
    }

    boolean contains(String key) {
        return contains(hash(key));
    }

    /** Counts those that are not in another. */
    long countMissingIn(ListedKeys other) {
        return Arrays.stream(hashes, 0, size)
                .filter(hash -> !other.contains(hash))
                .count();
    }

    private boolean contains(long hash) {
        if (!sorted) {
            Arrays.sort(hashes, 0, size);
            sorted = true;
        }
        return Arrays.binarySearch(hashes, 0, size, hash) >= 0;
    }

    int size() {
        return size;
    }

    /** FNV-1a, and a last step that mixes its bits. */
    private static long hash(String key) {
        long hash = OFFSET;
        for (byte part : key.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (part & 0xff)) * PRIME;
        }
        hash = (hash ^ (hash >>> 32)) * 0xd6e8feb86659fd93L;
        return hash ^ (hash >>> 32);
    }
}
