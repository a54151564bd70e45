package dev.ringback.bench.client;

import java.nio.ByteBuffer;

/** Takes what comes on one connection. */
public interface Receiver {
    /** Takes what has come, all of it: the buffer is used again. */
    void received(ByteBuffer bytes);

    /** Hears that the server has closed the connection. */
    void closed();
}
