package dev.ringback.web.media;

import dev.ringback.concurrent.FailedStage;
import dev.ringback.ingest.LogLimit;
import dev.ringback.web.door.CutConnection;
import dev.ringback.web.late.AsyncBody;
import dev.ringback.web.late.LateAnswers;
import io.javalin.http.Context;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends bodies of answers whose headers are set. One that cannot be sent whole ends with its connection, so that no client takes it for whole. Stateless. */
final class Sending {
    private static final Logger log = LoggerFactory.getLogger(Sending.class);
    private static final LogLimit limited = LogLimit.perSecond(log, 5, "answers that were cut");

    private Sending() {}

    /**
     * Begins to send when the handler returns that calls this.
     *
     * @param sid of the content
     * @param sender writes the body, and returns the stage that ends with it
     */
    static void body(Context ctx, String sid, Function<AsyncBody, CompletableFuture<Void>> sender) {
        ctx.future(() -> {
            long begun = System.nanoTime();
            return sender.apply(AsyncBody.begin(output(ctx))).handle((done, failure) -> {
                LateAnswers.addWaited(ctx, System.nanoTime() - begun);
                if (failure != null) {
                    cut(ctx, sid, FailedStage.cause(failure));
                }
                return null;
            });
        });
    }

    private static ServletOutputStream output(Context ctx) {
        try {
            return ctx.res().getOutputStream();
        } catch (IOException impossible) {
            throw new IllegalStateException("nothing was written yet", impossible);
        }
    }

    private static void cut(Context ctx, String sid, Throwable failure) {
        if (failure instanceof BrokenContentException broken) {
            limited.warn(() -> "the content of " + sid + " was not sent whole: " + broken.getMessage());
        } else {
            log.debug("the client of {} has gone", sid, failure);
        }
        CutConnection.of(ctx.req());
    }
}
