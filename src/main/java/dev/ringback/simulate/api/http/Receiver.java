package dev.ringback.simulate.api.http;

import java.io.IOException;

/** Takes the requests that come to a server. Called by many threads. */
@FunctionalInterface
public interface Receiver {
    /**
     * Sends exactly one answer.
     *
     * @throws IOException when the client has hung up meanwhile
     */
    void receive(IncomingRequest request, Reply reply) throws IOException;
}
