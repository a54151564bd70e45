package dev.ringback.vault.content;

import java.io.IOException;
import java.io.InputStream;

/** Opens a part of content that is kept. */
@FunctionalInterface
public interface ContentSource {
    /**
     * Opens a part.
     *
     * @param from the first byte
     * @param length at most so many bytes
     */
    InputStream read(long from, long length) throws IOException;
}
