package dev.ringback.simulate.api.http;

import java.io.IOException;
import java.io.OutputStream;

/** The body of an answer, written while it is sent. Immutable, safe for use by many threads. */
public interface Body {
    /** The length of a body that is sent in chunks. */
    long UNKNOWN = -1;

    /** Returns how many bytes {@code Content-Length} says there are; {@link #UNKNOWN} to send chunks instead. */
    long length();

    /**
     * Writes all bytes. Blocks where the client is slow.
     *
     * @throws Cut to close the connection in the middle
     * @throws IOException when the client has hung up
     */
    void writeTo(OutputStream to) throws IOException;
}
