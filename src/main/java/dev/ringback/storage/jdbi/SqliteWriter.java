package dev.ringback.storage.jdbi;

import dev.ringback.storage.StorageException;
import dev.ringback.storage.StorageUnavailableException;
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
    private static final Logger LOG = LoggerFactory.getLogger(SqliteWriter.class);

    private final Path file;
    private final Failures failures;
    private final SqliteRecovery recovery;
    private final Runnable migrate;
    private final Runnable replaced;
    private final ReentrantLock turn = new ReentrantLock();
    private SqliteSession session;
    private boolean suspect;
    private boolean closed;

    /**
     * @param session already open; this closes it
     * @param migrate brings whatever database stands at the path to the current schema
     * @param replaced told when another file has become the database
     */
    SqliteWriter(Path file, SqliteSession session, Failures failures, Runnable migrate, Runnable replaced) {
        this.file = file;
        this.session = session;
        this.failures = failures;
        this.recovery = new SqliteRecovery(file);
        this.migrate = migrate;
        this.replaced = replaced;
    }

    @Override
    public <T> T write(String attempted, Work<T> work) {
        turn.lock();
        try {
            heal();
            T result = work.in(session.transaction());
            session.commit();
            confirm();
            return result;
        } catch (SQLException | IOException | RuntimeException e) {
            throw giveUp(attempted, e);
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
                    reopen();
                }
            }
            case REPLACED -> {
                recovery.makeWay(session);
                migrate.run();
                reopen();
                replaced.run();
            }
            case MISSING -> {
                recovery.restore(session);
                reopen();
                replaced.run();
            }
        }
    }

    private void reopen() throws SQLException, IOException {
        SqliteSession old = session;
        session = SqliteSession.open(file);
        suspect = false;
        old.close();
    }

    /** The commit counts only if a restart would find it. */
    private void confirm() throws SQLException, IOException {
        if (session.files().presence() != DatabaseFiles.Presence.SAME) {
            throw new StorageUnavailableException("the database file " + file + " is gone");
        }
        if (!session.files().hasItsLog() && !session.checkpoint()) {
            throw new StorageUnavailableException("the write-ahead log of " + file + " is gone");
        }
    }

    private StorageException giveUp(String attempted, Exception failure) {
        StorageException told = failure instanceof IOException
                ? new StorageUnavailableException(attempted + ": " + failure.getMessage(), failure)
                : failures.during(attempted, failure);
        suspect |= told instanceof StorageUnavailableException;
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
            LOG.warn("close the database {}: {}", file, e.getMessage());
        } finally {
            turn.unlock();
        }
    }
}
