package dev.ringback.live;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** Takes what a stream sends to its client. Used by one thread. */
public interface Outlet {
    /** Returns a stage that ends when the client has room for more, and fails when it has gone; it may have ended already. */
    CompletableFuture<Void> ready();

    /**
     * Sends bytes at once; to be called once after each {@link #ready} that has ended well.
     *
     * @param bytes are not changed afterwards
     * @throws IOException when the client has gone
     */
    void send(byte[] bytes) throws IOException;

    /** Cuts the client off in the middle of what it was sent. */
    void cut();
}
