package dev.ringback.vault;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/** Takes content while it comes. Used by one thread. */
@FunctionalInterface
public interface ContentTarget {
    /**
     * Opens the stream that the content goes to.
     *
     * @param headers of the answer, by their names in small letters
     * @return stays open
     * @throws IOException when the content is not wanted
     */
    OutputStream open(Map<String, String> headers) throws IOException;
}
