package dev.ringback.bench.client;

/**
 * Represents an answer to one request.
 *
 * @param status 0 where the connection was closed instead
 * @param body with its chunks' sizes where it came in chunks
 */
public record Answer(int status, String body) {
    /** What is heard when the connection was closed. */
    static final Answer CLOSED = new Answer(0, "");

    /** Says whether it is a 2xx. */
    public boolean good() {
        return status / 100 == 2;
    }
}
