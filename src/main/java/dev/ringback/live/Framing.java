package dev.ringback.live;

import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/** Writes changes one after the other, so that a client can tell them apart. Stateless. */
public interface Framing {
    /**
     * Writes what a stream begins with.
     *
     * @param id by which it can be resumed here, also by who was told of nothing yet
     */
    void begin(String id, ByteArrayOutputStream output);

    /**
     * Writes a change.
     *
     * @param id by which the stream can be resumed behind it
     * @param json without line ends
     */
    void change(String id, byte[] json, ByteArrayOutputStream output);

    /**
     * Writes that there were changes.
     *
     * @param id by which the stream can be resumed behind the last of them
     * @param count how many there were since it was told last
     */
    void changed(String id, long count, ByteArrayOutputStream output);

    /**
     * Writes a sign that the stream is alive.
     *
     * @param id by which it can be resumed here; null where that is the same as before
     */
    void heartbeat(@Nullable String id, ByteArrayOutputStream output);
}
