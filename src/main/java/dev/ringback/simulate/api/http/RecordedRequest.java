package dev.ringback.simulate.api.http;

import dev.ringback.model.Parameters;
import java.time.Instant;

/** A request that came, and what became of it. Safe for use by many threads. */
public final class RecordedRequest {
    private final IncomingRequest request;
    private volatile int status;

    RecordedRequest(IncomingRequest request) {
        this.request = request;
    }

    void answered(int answeredWith) {
        status = answeredWith;
    }

    /** When it came, by the time of the stand-in. */
    public Instant at() {
        return request.at();
    }

    public String method() {
        return request.method();
    }

    /** Without its query, encoded as it came. */
    public String path() {
        return request.path();
    }

    public Parameters query() {
        return request.query();
    }

    /** The parameters of its body. */
    public Parameters form() {
        return request.form();
    }

    /** The status of the answer; 0 until it is answered, and for ever when the connection was cut. */
    public int status() {
        return status;
    }

    /** Whether it is of this method, and its path has this part. */
    public boolean is(String wantedMethod, String partOfPath) {
        return method().equals(wantedMethod) && path().contains(partOfPath);
    }

    @Override
    public String toString() {
        return request + " -> " + status;
    }
}
