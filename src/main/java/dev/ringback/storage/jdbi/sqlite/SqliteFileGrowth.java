package dev.ringback.storage.jdbi.sqlite;

import dev.ringback.concurrent.DaemonThreads;
import dev.ringback.storage.ProgressListener;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Tells how far a file has grown that SQLite writes in one long statement. */
final class SqliteFileGrowth implements AutoCloseable {
    private static final long PERIOD_MILLIS = 100;

    private final Path file;
    private final long expected;
    private final ProgressListener progress;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(task -> DaemonThreads.create("ringback-copy-progress", task));

    SqliteFileGrowth(Path file, long expected, ProgressListener progress) {
        this.file = file;
        this.expected = expected;
        this.progress = progress;
    }

    void start() {
        ScheduledFuture<?> unused =
                timer.scheduleAtFixedRate(this::look, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        progress.at(Math.min(file.toFile().length(), expected), expected);
    }

    /** Returns when the listener is not being told anything any more. */
    @Override
    public void close() {
        timer.shutdown();
        try {
            if (!timer.awaitTermination(1, TimeUnit.SECONDS)) {
                timer.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
