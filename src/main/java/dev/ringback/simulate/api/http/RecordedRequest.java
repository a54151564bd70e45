package dev.ringback.simulate.api.http;

import dev.ringback.model.Parameters;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A request that came, and what became of it. Safe for use by many threads. */
public final class RecordedRequest {
    private final IncomingRequest request;
    private final AtomicLong sent = new AtomicLong();
    private volatile int status;

    RecordedRequest(IncomingRequest request) {
        this.request = request;
    }

    void answered(int answeredWith) {
        status = answeredWith;
    }

    /** Returns the same answer, of whose body the bytes are counted. */
    Answer counted(Answer answer) {
        Body body = answer.body();
        return body.length() == 0 || body instanceof ContradictoryBody
                ? answer
                : answer.withBody(new StreamedBody(
                        body.length(), to -> body.writeTo(new CountingOutputStream(to, sent::addAndGet))));
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

    /** Returns a header by its name in lower case, such as {@code range}; null where there is none. */
    public @Nullable String header(String name) {
        return request.header(name);
    }

    /** Whether credentials came with it. */
    public boolean isAuthorized() {
        return header("authorization") != null;
    }

    /** Counts the bytes of the body that were handed to the connection so far; the client may have got fewer. */
    public long sent() {
        return sent.get();
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
