package dev.ringback.simulate.api.http;

import java.io.IOException;
import java.time.Duration;

/** The way back to a client. */
public interface Reply {
    /**
     * Sends an answer; returns when all of it has been sent, and the connection been cut where it is to be.
     *
     * @param beforeEnd called once, before the client has all of the body, as the last thing that it cannot have noticed
     * @throws IOException when the client has hung up meanwhile; {@code beforeEnd} may then not have been called
     */
    void send(Answer answer, Runnable beforeEnd) throws IOException;

    /** Waits, but no longer than the server runs. */
    void pause(Duration time);
}
