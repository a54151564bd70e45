package dev.ringback.cli;

import dev.ringback.concurrent.DaemonThreads;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Closes a connection on which nothing was heard for too long: a machine that is gone sends no end. Safe for use by many threads. */
final class SilenceWatch implements AutoCloseable {
    private final Closeable connection;
    private final Duration patience;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(task -> DaemonThreads.create("silence-watch", task));
    private volatile long heard = System.nanoTime();

    SilenceWatch(Closeable connection, Duration patience) {
        this.connection = connection;
        this.patience = patience;
    }

    void start() {
        long between = Math.max(1, patience.toMillis() / 10);
        ScheduledFuture<?> unused = timer.scheduleWithFixedDelay(this::look, between, between, TimeUnit.MILLISECONDS);
    }

    /** Notes that something was heard just now. */
    void heard() {
        heard = System.nanoTime();
    }

    private void look() {
        if (System.nanoTime() - heard >= patience.toNanos()) {
            try {
                connection.close();
            } catch (IOException alreadyClosed) {
                // Then whoever reads has noticed.
                return;
            }
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
