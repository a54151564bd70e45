package dev.ringback.web.late;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.concurrent.CompletionStage;

/** Handles a request whose answer may come later. It must not block, but may ask the database. */
@FunctionalInterface
public interface LateHandler {
    /**
     * Begins to handle a request, and returns the stage that ends with the answer, never null.
     *
     * <p>The stage ends with a handler that writes the answer. This is called once, in a thread of the door, and may throw as any handler;
     * nobody else uses the context meanwhile. Everything else has to let the context alone once this method has returned: the request
     * may be over, because its client has gone. A stage that fails is answered as if a handler had thrown the same.
     *
     * <p>Where nobody waits for the answer any more, this very stage is cancelled, and not the ones that it was made from. Who holds
     * something for it has to listen to its end.
     *
     * @throws Exception answered as that of any handler
     */
    CompletionStage<Handler> handle(Context ctx) throws Exception;

    /**
     * Answers a request whose wait ends before its stage does: the door closes, or it took too long. What has been begun may go on all the same.
     *
     * @param reason what is answered where nothing speaks against it: 503 or 500, after which clients repeat the request
     * @throws RuntimeException the reason, unless a handler knows better
     */
    default void giveUp(Context ctx, RuntimeException reason) {
        throw reason;
    }
}
