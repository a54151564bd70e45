package dev.ringback.live;

import java.util.concurrent.CompletionStage;

/** Represents a stream that is being sent to a client. Safe for use by many threads. */
public interface OpenStream {
    /** Returns the stage that ends, never exceptionally, when nothing is sent to the client any more. */
    CompletionStage<StreamEnd> ended();

    /** Has the stream end as soon as nothing is being written to its client. Of several reasons the first counts. */
    void end(StreamEnd reason);
}
