package dev.ringback.storage.jdbi.sqlite;

import dev.ringback.concurrent.DaemonThreads;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds the write-ahead log into the database beside the commits. Left to itself SQLite does so within a commit, which then takes many times
 * as long as the others.
 */
final class SqliteCheckpoints implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SqliteCheckpoints.class);

    /** How often to look at the size of the log. */
    private static final long LOOK_MILLIS = 100;

    private static final long CLOSE_MILLIS = 30_000;

    private final SqliteWriter writer;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = DaemonThreads.create("ringback-checkpoints", this::run);

    SqliteCheckpoints(SqliteWriter writer) {
        this.writer = writer;
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!closed.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                fold();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void fold() {
        try {
            writer.foldLargeLog();
        } catch (SQLException | RuntimeException e) {
            // The log goes on growing. What is wrong with the database the writer meets and tells.
            log.debug("cannot fold the write-ahead log", e);
        }
    }

    /** Returns when the log is no longer being folded. */
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
