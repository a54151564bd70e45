package dev.ringback.forward.receiver;

import dev.ringback.forward.notice.RenderedNotice;

/** Somebody who is told. Used by one thread at a time. */
@FunctionalInterface
public interface Receiver {

    /** Tells, within the limits of the service, and waits for its answer; whatever goes wrong is part of the reply, nothing is thrown. */
    Reply send(RenderedNotice notice);
}
