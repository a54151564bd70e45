package dev.ringback.vault.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Keeps objects under keys. Keys are relative paths with slashes, of at most 200 characters {@code A-Z a-z 0-9 . _ -}, no part of which begins with a dot.
 * Safe for use by many threads and nodes. What it throws says in one line and without secrets what is wrong.
 */
public interface ObjectStore extends AutoCloseable {
    /** Says in a line for people where objects are kept, without secrets. */
    String description();

    /**
     * Begins to write an object. Nobody sees it before it is committed, and then whole; one that is there is replaced then.
     *
     * @throws IllegalArgumentException for what is no key
     * @throws IOException when it cannot be written
     */
    ObjectWriter write(String key) throws IOException;

    /**
     * Opens a part of an object for reading.
     *
     * @param from the first byte; behind the end there is nothing to read, which is no error
     * @param length at most so many bytes, at least 1; {@link Long#MAX_VALUE} for all that follow
     * @return a stream that fails where the object ends before the length that it had when this was called
     * @throws FileNotFoundException when there is no such object
     * @throws IOException when it cannot be read
     */
    InputStream read(String key, long from, long length) throws IOException;

    /** Returns the length of an object in bytes; empty when there is none. */
    OptionalLong length(String key) throws IOException;

    /** Deletes an object for good; nothing happens when there is none. */
    void delete(String key) throws IOException;

    /** Tells of the key of each object that is there, in any order. */
    void list(Consumer<String> keys) throws IOException;

    /** Returns the keys of objects that somebody has begun to write, and neither committed nor given up: now, or before a crash. */
    List<String> incomplete() throws IOException;

    /** Throws away what was written of an object that {@link #incomplete} has named. Whoever calls this knows that nobody writes it now. */
    void discardIncomplete(String key) throws IOException;

    /** Returns how many bytes can be written still; empty where that is not known, or not limited. */
    OptionalLong freeBytes() throws IOException;

    @Override
    void close();
}
