package dev.ringback.outbound;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Ends an exchange that takes too long, or whose body does. Safe for use by many threads. */
final class ExchangeWatch implements AutoCloseable {
    private final ScheduledExecutorService timer;
    private final Runnable cancel;
    private final Duration patience;
    private @Nullable ScheduledFuture<?> next;
    private @Nullable StreamLimits limits;
    private @Nullable String ended;
    private long begun;
    private long lastAt;
    private long bytes;

    /**
     * Begins to watch.
     *
     * @param end when the head has to be there, or the whole answer, as {@link System#nanoTime} counts
     * @param patience what the message says about it
     * @param cancel ends the exchange
     * @throws RejectedExecutionException after the timer was stopped
     */
    ExchangeWatch(ScheduledExecutorService timer, long end, Duration patience, Runnable cancel) {
        this.timer = timer;
        this.cancel = cancel;
        this.patience = patience;
        this.next = timer.schedule(this::expire, end - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    private void expire() {
        end("no answer within " + patience.toMillis() + " ms");
    }

    private void end(String why) {
        synchronized (this) {
            ended = why;
        }
        cancel.run();
    }

    /** Notes that the head is there: from now on the body is watched. */
    synchronized void streams(StreamLimits body) {
        stop();
        limits = body;
        begun = System.nanoTime();
        lastAt = begun;
        next = timer.schedule(this::look, body.idle().toNanos() / 4, TimeUnit.NANOSECONDS);
    }

    /** Notes that more of the body has come. */
    synchronized void came(long more) {
        bytes += more;
        lastAt = System.nanoTime();
    }

    private void look() {
        String why = null;
        synchronized (this) {
            StreamLimits body = limits;
            if (next == null || body == null) {
                return;
            }
            long now = System.nanoTime();
            long counted = now - begun - body.idle().toNanos();
            if (now - lastAt > body.idle().toNanos()) {
                why = "nothing of the body has come for " + body.idle().toMillis() + " ms";
            } else if (counted > 0 && bytes < body.least() * TimeUnit.NANOSECONDS.toSeconds(counted)) {
                why = "the body comes with less than " + body.least() + " bytes a second";
            } else {
                next = timer.schedule(this::look, body.idle().toNanos() / 4, TimeUnit.NANOSECONDS);
            }
        }
        if (why != null) {
            end(why);
        }
    }

    /** Returns why the exchange has failed: that it took too long, or what it has thrown. */
    synchronized IOException worded(IOException failed) {
        if (ended != null) {
            return new SocketTimeoutException(ended);
        }
        if (!(failed instanceof SocketTimeoutException)) {
            return failed;
        }
        return new SocketTimeoutException(
                limits == null
                        ? "no answer within " + patience.toMillis() + " ms"
                        : "nothing of the body has come for " + limits.idle().toMillis() + " ms");
    }

    private synchronized void stop() {
        if (next != null) {
            next.cancel(false);
            next = null;
        }
    }

    @Override
    public void close() {
        stop();
    }
}
