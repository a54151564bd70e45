package dev.ringback;

import dev.ringback.forward.delivery.Forwarder;
import java.io.IOException;

/** Forwards by the settings of now: a forwarder begins where the one before has ended. Safe for use by many threads. */
final class Forwarding implements AutoCloseable {
    private Forwarder current;

    /** @param first is not started yet */
    Forwarding(Forwarder first) {
        this.current = first;
    }

    synchronized void start() {
        current.start();
    }

    /** Lets another forwarder take over, once the outcomes of ended attempts are on disk; no later than some seconds. */
    synchronized void replace(Forwarder next) {
        try {
            current.close();
        } catch (IOException leftOpen) {
            throw new IllegalStateException("the connections to receivers could not be closed", leftOpen);
        } finally {
            current = next;
            next.start();
        }
    }

    @Override
    public synchronized void close() throws IOException {
        current.close();
    }
}
