package dev.ringback.web.late;

import dev.ringback.twilio.rest.TwilioError;
import dev.ringback.twilio.rest.TwilioException;
import dev.ringback.web.door.ClientWatch;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.server.Request;

/** Represents one request that waits for its answer, and ends its wait once, whatever comes first. */
final class LateAnswer {
    private static final String WAITED = "ringback.waited";

    /** What proxies note down where the client has gone before it was answered. */
    private static final int CLIENT_CLOSED_REQUEST = 499;

    private final Context ctx;
    private final CompletableFuture<Handler> answer;
    private final LateHandler handler;
    private final Listener listener;
    private final long began = System.nanoTime();
    private final CompletableFuture<End> end = new CompletableFuture<>();

    /** Says how the wait ended, and with what answer. */
    private record End(WaitOutcome outcome, Handler answer) {}

    /** Hears of the end of a wait, before the answer is written. */
    interface Listener {
        void over(LateAnswer late, WaitOutcome outcome, Duration waited);
    }

    LateAnswer(Context ctx, CompletableFuture<Handler> answer, LateHandler handler, Listener listener) {
        this.ctx = ctx;
        this.answer = answer;
        this.handler = handler;
        this.listener = listener;
    }

    /**
     * Begins to wait, and returns the stage after which the answer is sent. That is done by threads of the door: sending waits for the
     * client, which whoever brings the answer must not.
     */
    CompletableFuture<Void> begin(Duration patience) {
        Request request = ServletContextRequest.getServletContextRequest(ctx.req());
        Executor doorThreads = request.getComponents().getExecutor();
        ClientWatch watch = ClientWatch.start(request, () -> end(WaitOutcome.GONE, LateAnswer::nobody));
        CompletableFuture<Void> ready = end.thenAcceptAsync(ended -> finish(ended, watch), doorThreads);
        CompletableFuture<Handler> unused = answer.whenComplete(
                (written, failure) -> end(WaitOutcome.ANSWERED, failure == null ? written : failing(failure)));
        end.completeOnTimeout(
                new End(WaitOutcome.OVERDUE, late -> overdue(late, patience)),
                patience.toMillis(),
                TimeUnit.MILLISECONDS);
        return ready;
    }

    /** Ends the wait because the door closes. */
    void stop() {
        end(WaitOutcome.STOPPED, this::stopping);
    }

    private void end(WaitOutcome outcome, Handler ending) {
        end.complete(new End(outcome, ending));
    }

    private void finish(End ended, ClientWatch watch) {
        watch.stop();
        long waited = System.nanoTime() - began;
        addWaited(ctx, waited);
        answer.cancel(true);
        listener.over(this, ended.outcome(), Duration.ofNanos(waited));
        try {
            ended.answer().handle(ctx);
        } catch (Exception failed) {
            throw new CompletionException(failed);
        }
    }

    /** Returns for how long a request waited for its answer, 0 for one that did not. */
    static long waitedNanos(Context ctx) {
        Long waited = ctx.attribute(WAITED);
        return waited == null ? 0 : waited;
    }

    static void addWaited(Context ctx, long nanos) {
        ctx.attribute(WAITED, waitedNanos(ctx) + nanos);
    }

    private static Handler failing(Throwable failure) {
        return ctx -> {
            throw reason(failure);
        };
    }

    /** Returns what a stage failed with, without what stages put around it. */
    static Exception reason(Throwable failure) {
        Throwable reason = failure;
        while (reason instanceof CompletionException && reason.getCause() != null) {
            reason = reason.getCause();
        }
        return reason instanceof Exception exception ? exception : new CompletionException(reason);
    }

    private static void nobody(Context ctx) {
        ctx.status(CLIENT_CLOSED_REQUEST).header("Connection", "close");
    }

    private void overdue(Context late, Duration patience) {
        handler.giveUp(late, new IllegalStateException("no answer came in " + patience.toSeconds() + " s"));
    }

    private void stopping(Context late) {
        late.header("Connection", "close");
        handler.giveUp(late, new TwilioException(TwilioError.UNAVAILABLE, "The server is stopping"));
    }
}
