package dev.ringback.forward.receiver;

import dev.ringback.forward.notice.RenderedNotice;

/** Sends rendered notices to a service. Used by one thread at a time. */
@FunctionalInterface
public interface Receiver {

    /** Sends a notice within the limits of the service and waits for the response. Failures are part of the reply; nothing is thrown. */
    Reply send(RenderedNotice notice);
}
