package dev.ringback.storage.jdbi;

import dev.ringback.storage.AlertStore;
import dev.ringback.storage.CallStore;
import dev.ringback.storage.ConferenceStore;
import dev.ringback.storage.EventStore;
import dev.ringback.storage.MessageStore;
import dev.ringback.storage.QuarantineStore;
import dev.ringback.storage.RecordingStore;
import dev.ringback.storage.StorageException;
import dev.ringback.storage.StorageUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A SQLite database and everything that is kept in it. Safe for use by many threads; close it after whatever uses its stores.
 *
 * <p>One connection writes, a pool of others reads; in write-ahead mode they do not wait for each other.
 */
public final class SqliteDatabase implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteDatabase.class);
    private static final String SCHEMA = "schema/sqlite";

    private final SqliteWriter writer;
    private final SqliteCheckpoints checkpoints;
    private final SqliteReaders readers;
    private final Reads reads;

    private SqliteDatabase(SqliteWriter writer, SqliteReaders readers, Failures failures) {
        this.writer = writer;
        this.checkpoints = new SqliteCheckpoints(writer);
        this.readers = readers;
        this.reads = new Reads(readers, readers, failures);
    }

    /**
     * Opens the database, after creating it or bringing it to the current schema where that is needed.
     *
     * @param options without problems
     * @throws StorageUnavailableException when the file cannot be had now
     * @throws StorageException when it is not ours to use, as when its schema is newer than this program
     */
    public static SqliteDatabase open(DatabaseOptions options) {
        Path file = options.file();
        Failures failures = new Failures(new SqliteDialect());
        Migrations migrations = new Migrations(SqliteConnections.creating(file), SCHEMA, failures);
        try {
            Path folder = file.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            ownerOnly(file);
            migrations.migrate();
            SqliteSession session = SqliteSession.open(file);
            SqliteReaders readers = new SqliteReaders(file);
            readers.open();
            SqliteWriter writer = new SqliteWriter(file, session, readers, migrations, failures);
            SqliteDatabase database = new SqliteDatabase(writer, readers, failures);
            database.checkpoints.start();
            return database;
        } catch (IOException e) {
            throw new StorageUnavailableException("open the database " + file + ": " + e.getMessage(), e);
        } catch (SQLException e) {
            throw failures.during("open the database " + file, e);
        }
    }

    /** A new database is for nobody else to read: it holds phone numbers and messages. SQLite gives its log the same rights. */
    private static void ownerOnly(Path file) throws IOException {
        if (Files.notExists(file)
                && Files.getFileStore(file.toAbsolutePath().getParent()).supportsFileAttributeView("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
    }

    public EventStore events() {
        return new JdbiEventStore(writer, reads);
    }

    public MessageStore messages() {
        return new JdbiMessageStore(reads);
    }

    public CallStore calls() {
        return new JdbiCallStore(reads);
    }

    public RecordingStore recordings() {
        return new JdbiRecordingStore(reads);
    }

    public ConferenceStore conferences() {
        return new JdbiConferenceStore(reads);
    }

    public AlertStore alerts() {
        return new JdbiAlertStore(reads);
    }

    public QuarantineStore quarantine() {
        return new JdbiQuarantineStore(writer, reads);
    }

    /** For tests of what only this database does. */
    Writer writer() {
        return writer;
    }

    /** Readers first: they would keep the write-ahead log from being folded into the file. */
    @Override
    public void close() {
        checkpoints.close();
        try {
            readers.close();
        } catch (SQLException e) {
            LOG.warn("close the readers: {}", e.getMessage());
        }
        writer.close();
    }
}
