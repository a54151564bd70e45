package dev.ringback.web.live;

import dev.ringback.live.Outlet;
import dev.ringback.web.door.CutConnection;
import dev.ringback.web.late.AsyncBody;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Sends a stream as the body of an answer. */
final class ResponseOutlet implements Outlet {
    private final Context ctx;
    private final AsyncBody body;

    private ResponseOutlet(Context ctx, AsyncBody body) {
        this.ctx = ctx;
        this.body = body;
    }

    /** Begins the body of an answer whose headers are set. The request has to be asynchronous. */
    static ResponseOutlet of(Context ctx) {
        try {
            return new ResponseOutlet(ctx, AsyncBody.begin(ctx.res().getOutputStream()));
        } catch (IOException impossible) {
            throw new UncheckedIOException("nothing was written yet", impossible);
        }
    }

    @Override
    public CompletableFuture<Void> ready() {
        return body.ready();
    }

    @Override
    public void send(byte[] bytes) throws IOException {
        body.write(bytes, 0, bytes.length);
        if (isReady()) {
            body.flush();
        }
    }

    /** Returns a stage that ends with whether everything that was sent has been taken, after that time at the latest. */
    CompletableFuture<Boolean> isTaken(Duration atMost) {
        return body.ready()
                .handle((room, failure) -> failure == null)
                .completeOnTimeout(false, atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    private boolean isReady() {
        CompletableFuture<Void> ready = body.ready();
        return ready.isDone() && !ready.isCompletedExceptionally();
    }

    @Override
    public void cut() {
        CutConnection.of(ctx.req());
    }
}
