package dev.ringback.web.late;

import dev.ringback.twilio.rest.TwilioError;
import dev.ringback.twilio.rest.TwilioException;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * Holds the requests of a door whose answers come later: up to a limit, each without a thread, and none for ever. An answer that is there
 * when its handler returns goes out as that of any other handler. Safe for use by many threads.
 */
public final class LateAnswers implements AutoCloseable {
    private final String limit;
    private final Semaphore places;
    private final Duration patience;
    private final Consumer<Context> whenWaiting;
    private final WaitTimes times;
    private final Counter refused;
    private final Set<LateAnswer> waiting = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * Holds none yet.
     *
     * @param kind of these waits, in metrics
     * @param most requests that may wait at once
     * @param limit says to whoever is refused what is full
     * @param patience after which a request is given up, as an error of ours
     * @param whenWaiting is told of each request that begins to wait, in the thread of its handler
     */
    public LateAnswers(
            String kind,
            int most,
            String limit,
            Duration patience,
            Consumer<Context> whenWaiting,
            MeterRegistry registry) {
        this.limit = limit;
        this.places = new Semaphore(most);
        this.patience = patience;
        this.whenWaiting = whenWaiting;
        this.times = new WaitTimes(kind, registry);
        this.refused = Counter.builder("ringback.waits.refused")
                .description("Requests that were refused because too many waited")
                .tag("kind", kind)
                .register(registry);
        Gauge.builder("ringback.waiting.requests", places, free -> most - free.availablePermits())
                .description("Requests that wait for their answer")
                .tag("kind", kind)
                .register(registry);
    }

    /**
     * Returns a handler that sends the answer of another when it is there.
     *
     * <p>It throws a {@link TwilioException}, 429, where too many requests wait already.
     */
    public Handler of(LateHandler handler) {
        return ctx -> {
            CompletableFuture<Handler> answer = handler.handle(ctx).toCompletableFuture();
            if (answer.isDone()) {
                result(answer).handle(ctx);
            } else if (places.tryAcquire()) {
                await(ctx, handler, answer);
            } else {
                answer.cancel(true);
                throw refusal();
            }
        };
    }

    /**
     * Returns a handler that does the same, but takes the place before the other handler is called: for what cannot be refused any more once it
     * has begun.
     */
    public Handler withPlaceOf(LateHandler handler) {
        return ctx -> {
            if (!places.tryAcquire()) {
                throw refusal();
            }
            boolean waits = false;
            try {
                CompletableFuture<Handler> answer = handler.handle(ctx).toCompletableFuture();
                if (answer.isDone()) {
                    result(answer).handle(ctx);
                } else {
                    waits = true;
                    await(ctx, handler, answer);
                }
            } finally {
                if (!waits) {
                    places.release();
                }
            }
        };
    }

    /**
     * Returns a handler that does the same as another whose answer has no end: while it is sent the request is counted as one that waits is, and has no
     * place here.
     */
    public Handler endless(Handler handler) {
        return ctx -> {
            whenWaiting.accept(ctx);
            handler.handle(ctx);
        };
    }

    private TwilioException refusal() {
        refused.increment();
        return new TwilioException(TwilioError.TOO_MANY_REQUESTS, "Too Many Requests: " + limit);
    }

    private static Handler result(CompletableFuture<Handler> answer) throws Exception {
        try {
            return answer.join();
        } catch (CompletionException failed) {
            throw LateAnswer.reason(failed);
        }
    }

    private void await(Context ctx, LateHandler handler, CompletableFuture<Handler> answer) {
        whenWaiting.accept(ctx);
        ctx.future(() -> begin(ctx, handler, answer));
    }

    private CompletableFuture<Void> begin(Context ctx, LateHandler handler, CompletableFuture<Handler> answer) {
        LateAnswer late = new LateAnswer(ctx, answer, handler, this::over);
        waiting.add(late);
        CompletableFuture<Void> sent = late.begin(patience);
        if (closed) {
            late.stop();
        }
        return sent;
    }

    /** Returns how many nanoseconds a request has waited, for its answer or its client; 0 where the answer was there and sent at once. */
    public static long waitedNanos(Context ctx) {
        return LateAnswer.waitedNanos(ctx);
    }

    /** Notes that a request has waited for its client as well: for so long as this took what was sent. */
    public static void addWaited(Context ctx, long nanos) {
        LateAnswer.addWaited(ctx, nanos);
    }

    private void over(LateAnswer late, WaitOutcome outcome, Duration waited) {
        waiting.remove(late);
        places.release();
        times.record(outcome, waited);
    }

    /** Tells those who wait that the server is stopping, and whoever would wait from now on. Does not wait for their answers to be read. */
    @Override
    public void close() {
        closed = true;
        waiting.forEach(LateAnswer::stop);
    }
}
