package dev.ringback.upstream;

import dev.ringback.outbound.BodyTarget;
import dev.ringback.outbound.OutboundResponse;
import dev.ringback.outbound.StreamLimits;
import java.io.IOException;
import java.io.OutputStream;

/** Takes the body of one successful answer of Twilio while it comes. Used for one request; once it has begun, the request is not sent again. */
public final class AnswerStream {
    private final StreamLimits limits;
    private final BodyTarget target;
    private volatile boolean begun;

    /** @param limits that of the head is the request's */
    public AnswerStream(StreamLimits limits, BodyTarget target) {
        this.limits = limits;
        this.target = target;
    }

    StreamLimits limits() {
        return limits;
    }

    boolean hasBegun() {
        return begun;
    }

    OutputStream begin(OutboundResponse head) throws IOException {
        begun = true;
        return target.open(head);
    }
}
