package dev.ringback.storage.jdbi.sqlite;

import dev.ringback.storage.StorageException;
import dev.ringback.storage.StorageUnavailableException;
import dev.ringback.storage.jdbi.sql.Failures;
import dev.ringback.storage.jdbi.sql.Migrations;
import dev.ringback.storage.jdbi.sql.Writer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to a SQLite file through one connection, and heals by itself: after trouble, each call first looks whether the database is there
 * and opens it anew.
 */
final class SqliteWriter implements Writer, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SqliteWriter.class);

    /** A log of this size is folded: large enough that most pages in it were written more than once. */
    private static final int LARGE_LOG_PAGES = 8_192;

    /** So many pages are folded at once while a commit waits; takes few milliseconds. */
    private static final int REST_PAGES = 512;

    private static final int MAX_PASSES = 5;

    private final Path file;
    private final Failures failures;
    private final SqliteRecovery recovery;
    private final Migrations migrations;
    private final SqliteReaders readers;
    /**
     * In turn, since several write much: without it the group commit could take the lock again before retention, or who folds the log, wakes
     * up.
     */
    private final ReentrantLock turn = new ReentrantLock(true);

    private final SqliteLock lock;
    private volatile SqliteSession session;
    private boolean suspect;
    private boolean closed;

    /**
     * @param session already open; this closes it
     * @param readers opened anew together with the session
     * @param lock kept while there is anything to write
     */
    SqliteWriter(
            Path file,
            SqliteSession session,
            SqliteReaders readers,
            Migrations migrations,
            Failures failures,
            SqliteLock lock) {
        this.file = file;
        this.lock = lock;
        this.session = session;
        this.readers = readers;
        this.migrations = migrations;
        this.failures = failures;
        this.recovery = new SqliteRecovery(file);
    }

    @Override
    public <T> T write(String attempted, Work<T> work) {
        return write(attempted, work, true);
    }

    @Override
    public <T> T writeUnsynced(String attempted, Work<T> work) {
        return write(attempted, work, false);
    }

    private <T> T write(String attempted, Work<T> work, boolean synced) {
        turn.lock();
        try {
            heal();
            session.sync(synced);
            // Until the outcome is known: an Error that passes through here leaves an open transaction behind.
            suspect = true;
            T result = work.in(session.transaction());
            session.commit();
            suspect = false;
            confirm();
            return result;
        } catch (SQLException | IOException | RuntimeException e) {
            throw giveUp(attempted, e);
        } finally {
            turn.unlock();
        }
    }

    /**
     * Folds the log once it is large. Nearly all of that happens while commits go on; only for the rest they wait, because the log begins
     * anew only when nothing was added to it since.
     */
    void foldLargeLog() throws SQLException {
        SqliteSession folded = session;
        int pages = folded.unfoldedPages();
        if (pages < LARGE_LOG_PAGES) {
            return;
        }
        boolean overdue = pages > 4 * LARGE_LOG_PAGES;
        for (int pass = 0; pass < MAX_PASSES && pages > REST_PAGES; pass++) {
            folded.fold();
            pages = folded.unfoldedPages();
        }
        turn.lock();
        try {
            if (closed || session != folded) {
                return;
            }
            if (overdue) {
                folded.foldWaitingForReaders();
            } else {
                folded.fold();
            }
        } finally {
            turn.unlock();
        }
    }

    private void heal() throws SQLException, IOException {
        if (closed) {
            throw new StorageUnavailableException("the database is closed");
        }
        switch (session.files().presence()) {
            case SAME -> {
                if (suspect) {
                    keepLog();
                    reopen();
                }
            }
            case REPLACED -> {
                lock.keep();
                recovery.makeWay(session);
                migrations.migrate();
                reopen();
            }
            case MISSING -> {
                lock.keep();
                recovery.restore(session);
                reopen();
            }
        }
    }

    /** The old session goes only when everything is open again. */
    private void reopen() throws SQLException, IOException {
        SqliteSession fresh = SqliteSession.open(file);
        try {
            readers.open();
        } catch (SQLException e) {
            fresh.close();
            throw e;
        }
        SqliteSession old = session;
        session = fresh;
        suspect = false;
        old.close();
    }

    /**
     * The commit counts only if a restart would find it. Otherwise the caller is told that it failed, and tries again: if what was
     * committed turns up after all, with the file, it is found to be there already.
     */
    private void confirm() throws SQLException, IOException {
        if (session.files().presence() != SqliteFiles.Presence.SAME) {
            throw new StorageUnavailableException("the database file " + file + " is gone");
        }
        keepLog();
    }

    /** Saves what stands in a write-ahead log that was deleted; the next write begins another. */
    private void keepLog() throws SQLException, IOException {
        if (session.files().hasItsLog()) {
            return;
        }
        suspect = true;
        if (!session.checkpoint()) {
            throw new StorageUnavailableException("the write-ahead log of " + file + " is gone");
        }
        log.warn("the write-ahead log of {} was deleted while in use; all it held has been saved", file);
    }

    private StorageException giveUp(String attempted, Exception failure) {
        StorageException told = failure instanceof IOException
                ? new StorageUnavailableException(attempted + ": " + failure.getMessage(), failure)
                : failures.during(attempted, failure);
        suspect = told instanceof StorageUnavailableException;
        try {
            session.rollback();
        } catch (SQLException e) {
            // SQLite has rolled back by itself, or the connection is beyond use: either way a new one is needed.
            suspect = true;
        }
        return told;
    }

    /** Leaves one file behind, without a log, where no reader is in the way. */
    @Override
    public void close() {
        turn.lock();
        try {
            if (!closed) {
                closed = true;
                session.checkpoint();
                session.close();
            }
        } catch (SQLException e) {
            log.warn("close the database {}: {}", file, e.getMessage());
        } finally {
            turn.unlock();
        }
    }
}
