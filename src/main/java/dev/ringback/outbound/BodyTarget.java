package dev.ringback.outbound;

import java.io.IOException;
import java.io.OutputStream;

/** Takes the body of a successful answer while it comes. Used by one thread at a time. */
@FunctionalInterface
public interface BodyTarget {
    /**
     * Opens the stream that the body goes to. Called when the head of the answer is there, once for each answer with success.
     *
     * @param head the answer without its body
     * @return stays open
     * @throws IOException when nobody wants the body; the exchange ends then
     */
    OutputStream open(OutboundResponse head) throws IOException;
}
