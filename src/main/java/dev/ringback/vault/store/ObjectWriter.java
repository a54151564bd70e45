package dev.ringback.vault.store;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;

/** Writes one object. Used by one thread. */
public interface ObjectWriter extends Closeable {
    /** Returns where its bytes go. Closing it changes nothing. */
    OutputStream stream();

    /**
     * Makes the object visible. When this returns it is on disk, as it would be after a loss of power.
     *
     * @throws IOException when it is not; it may be there all the same
     */
    void commit() throws IOException;

    /** Throws away what was written, unless it was committed. */
    @Override
    void close() throws IOException;
}
