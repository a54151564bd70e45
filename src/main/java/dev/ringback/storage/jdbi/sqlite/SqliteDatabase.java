package dev.ringback.storage.jdbi.sqlite;

import dev.ringback.files.PrivateFiles;
import dev.ringback.model.Event;
import dev.ringback.storage.RetentionStore;
import dev.ringback.storage.StorageException;
import dev.ringback.storage.StorageUnavailableException;
import dev.ringback.storage.jdbi.sql.Dialect;
import dev.ringback.storage.jdbi.sql.Failures;
import dev.ringback.storage.jdbi.sql.Migrations;
import dev.ringback.storage.jdbi.sql.Reads;
import dev.ringback.storage.jdbi.store.JdbiDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A SQLite database and everything that is kept in it. Safe for use by many threads; close it after whatever uses its stores.
 *
 * <p>One connection writes, a pool of others reads; in write-ahead mode they do not wait for each other.
 */
public final class SqliteDatabase extends JdbiDatabase {
    private static final Logger log = LoggerFactory.getLogger(SqliteDatabase.class);
    private static final String SCHEMA = "schema/sqlite";
    private static final Dialect DIALECT = new SqliteDialect();

    private final SqliteWriter writer;
    private final SqliteCheckpoints checkpoints;
    private final SqliteReaders readers;
    private final SqliteLock lock;

    private SqliteDatabase(SqliteWriter writer, SqliteReaders readers, Failures failures, SqliteLock lock) {
        super(
                writer,
                new Reads(Jdbi.create(readers).setStatementBuilderFactory(readers), readers, failures),
                new SqliteLog(),
                new SqliteSubjectLog(),
                DIALECT);
        this.writer = writer;
        this.checkpoints = new SqliteCheckpoints(writer);
        this.readers = readers;
        this.lock = lock;
    }

    /**
     * Opens the database to be served, after creating it or bringing it to the current schema where that is needed. Until it is closed nobody
     * else can. Leases that are found in it are deleted: whoever took them is dead, as the lock shows, and left them when it was killed.
     *
     * @param file created where it does not exist, with its folder
     * @throws StorageUnavailableException when the file cannot be had now, as when another process has opened it
     * @throws StorageException when it is not ours to use, as when its schema is newer than this program, or a rebuild was interrupted
     */
    public static SqliteDatabase open(Path file) {
        SqliteDatabase database = complete(open(file.toAbsolutePath(), SqliteLock::take));
        database.deleteDeadLeases();
        return database;
    }

    /** Deletes the leases that a killed server left. Where they cannot be deleted now, they expire. */
    private void deleteDeadLeases() {
        try {
            deleteLeases();
        } catch (StorageException unavailable) {
            log.warn("what a killed server was doing begins some time later: {}", unavailable.getMessage());
        }
    }

    /**
     * Opens the database as {@link #open} does, but there has to be one, and it may be one whose rebuild was interrupted.
     *
     * @throws StorageException also when there is none
     */
    public static SqliteDatabase openForRebuild(Path file) {
        if (Files.notExists(file)) {
            throw new StorageException("there is no database " + file.toAbsolutePath());
        }
        return whole(open(file.toAbsolutePath(), SqliteLock::take));
    }

    /** Opens the database as {@link #open} does, but it may be one that is incomplete. */
    public static SqliteDatabase openToFill(Path file) {
        return open(file.toAbsolutePath(), SqliteLock::take);
    }

    /**
     * Opens the database as {@link #open} does, but there has to be one with the schema of this version, and a server may be using it.
     *
     * @throws StorageException also when there is none, or it is being rebuilt
     */
    public static SqliteDatabase openBesideServer(Path file) {
        if (Files.notExists(file)) {
            throw new StorageException("there is no database " + file.toAbsolutePath());
        }
        return complete(open(file.toAbsolutePath(), SqliteLock::takeIfFree, Migrations::demandCurrent));
    }

    /** Takes the lock that a database is opened with. */
    private interface Locking {
        SqliteLock of(Path file) throws IOException;
    }

    private static SqliteDatabase open(Path file, Locking locking) {
        return open(file, locking, Migrations::migrate);
    }

    private static SqliteDatabase open(Path file, Locking locking, Consumer<Migrations> schema) {
        try {
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            SqliteLock lock = locking.of(file);
            try {
                return open(file, lock, schema);
            } catch (IOException | SQLException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new StorageUnavailableException("open the database " + file + ": " + e.getMessage(), e);
        } catch (SQLException e) {
            throw new Failures(DIALECT).during("open the database " + file, e);
        }
    }

    private static SqliteDatabase open(Path file, SqliteLock lock, Consumer<Migrations> schema)
            throws IOException, SQLException {
        Failures failures = new Failures(DIALECT);
        Migrations migrations = new Migrations(SqliteConnections.creating(file), SCHEMA, failures);
        // SQLite gives its log the same rights.
        PrivateFiles.create(file);
        schema.accept(migrations);
        SqliteSession session = SqliteSession.open(file);
        SqliteReaders readers = new SqliteReaders(file);
        readers.open();
        SqliteWriter writer = new SqliteWriter(file, session, readers, migrations, failures, lock);
        SqliteDatabase database = new SqliteDatabase(writer, readers, failures, lock);
        database.checkpoints.start();
        return database;
    }

    @Override
    public RetentionStore retention(Function<Event, Set<String>> references) {
        return new SqliteRetentionStore(rewriter(), reads(), references);
    }

    @Override
    public int readsAtOnce() {
        return SqliteReaders.AT_ONCE;
    }

    /** Readers first: they would keep the write-ahead log from being folded into the file. */
    @Override
    public void close() {
        checkpoints.close();
        try {
            readers.close();
        } catch (SQLException e) {
            log.warn("close the readers: {}", e.getMessage());
        }
        writer.close();
        try {
            lock.close();
        } catch (IOException e) {
            log.warn("let go of the database: {}", e.getMessage());
        }
    }
}
