package dev.ringback.upstream.write;

import dev.ringback.upstream.UpstreamAnswer;
import java.util.concurrent.CompletableFuture;

/** Stores what Twilio's answers to writes tell of their resources. Safe for use by many threads. */
@FunctionalInterface
public interface AnsweredWrites {
    /** Stores nothing. */
    AnsweredWrites NONE = (write, answer) -> CompletableFuture.completedFuture(null);

    /**
     * Stores the resource of an answer with success, or the deletion that an answer tells.
     *
     * @param answer with a 2xx, or a 404 to a deletion
     * @return completes when it is on disk, or there is nothing to store; exceptionally where it could not be stored
     */
    CompletableFuture<Void> store(Write write, UpstreamAnswer answer);
}
